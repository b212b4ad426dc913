package org.odoobridge.outbound.projection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.Sku;

/**
 * What the changes since the last {@link #clear} can have an influence on. One object, reused for
 * every transaction.
 */
public final class Touched {
  private final Set<Sku> skus = new LinkedHashSet<>();
  private final Set<ExternalRef> orders = new LinkedHashSet<>();
  private final List<ExternalRef> references = new ArrayList<>();
  private boolean scopes;
  private Optional<String> reload = Optional.empty();

  /** SKUs whose availability or owner may have changed, old SKUs of renamed products included. */
  public Set<Sku> skus() {
    return skus;
  }

  /** References of our orders that came, went, or whose sale order changed. */
  public Set<ExternalRef> orders() {
    return orders;
  }

  /** References of our own writes that were inserted, in WAL order. */
  public List<ExternalRef> references() {
    return references;
  }

  /** Whether locations, warehouses, companies, tills or units changed: everything is affected. */
  public boolean scopes() {
    return scopes;
  }

  /** Why the tables must be read again by SQL, when folding cannot give what is needed. */
  public Optional<String> reload() {
    return reload;
  }

  void scopesChanged() {
    scopes = true;
  }

  void needsReload(String reason) {
    reload = Optional.of(reason);
  }

  public void clear() {
    skus.clear();
    orders.clear();
    references.clear();
    scopes = false;
    reload = Optional.empty();
  }
}
