package org.odoobridge.outbound.capture;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row's values as a map: an array of its own and an index of column names that all rows of the
 * table share, so that a transaction of a hundred thousand rows stays small.
 */
final class ColumnMap extends AbstractMap<String, @Nullable Object> {
  private final Map<String, Integer> index;
  private final @Nullable Object[] values;

  /**
   * @param index column name → place in {@code values}; iterates in that order
   */
  ColumnMap(Map<String, Integer> index, @Nullable Object[] values) {
    this.index = index;
    this.values = values;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return index.containsKey(key);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    Integer at = index.get(key);
    return at == null ? null : values[at];
  }

  @Override
  public int size() {
    return index.size();
  }

  @Override
  public Set<String> keySet() {
    return index.keySet();
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, @Nullable Object>> iterator() {
        return index.entrySet().stream()
            .<Entry<String, @Nullable Object>>map(
                column -> new SimpleImmutableEntry<>(column.getKey(), values[column.getValue()]))
            .iterator();
      }

      @Override
      public int size() {
        return index.size();
      }
    };
  }
}
