package org.odoobridge.outbound.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.desired.DesiredStock;

/** A shop in memory; its failures are set by the test. */
final class FakeChannel implements Channel {
  final Map<Sku, Long> shows = new TreeMap<>();
  final List<List<DesiredStock>> sends = new ArrayList<>();
  final List<List<Sku>> reads = new ArrayList<>();
  final Set<Sku> unknown = new HashSet<>();
  private final ChannelId id;
  private final int batchLimit;
  private final boolean raiseAfterSweep;
  private final boolean readable;

  /** Answers in place of the shop; null lets the shop answer. */
  Function<DesiredStock, @Nullable Outcome> answer = value -> null;

  /** Called for each item before {@link #answer}; what the shop does even if the answer is lost. */
  boolean appliesBeforeAnswer;

  Optional<Problem.Technical> down = Optional.empty();

  /** Which request an item goes out with. */
  ToLongFunction<Sku> request = sku -> 0;

  FakeChannel(String id, int batchLimit, boolean raiseAfterSweep, boolean readable) {
    this.id = new ChannelId(id);
    this.batchLimit = batchLimit;
    this.raiseAfterSweep = raiseAfterSweep;
    this.readable = readable;
  }

  @Override
  public ChannelId id() {
    return id;
  }

  @Override
  public int batchLimit() {
    return batchLimit;
  }

  @Override
  public long requestOf(Sku sku) {
    return request.applyAsLong(sku);
  }

  @Override
  public boolean raiseAfterSweep() {
    return raiseAfterSweep;
  }

  @Override
  public boolean readable() {
    return readable;
  }

  @Override
  public List<ItemOutcome> send(List<DesiredStock> batch) {
    sends.add(List.copyOf(batch));
    List<ItemOutcome> outcomes = new ArrayList<>();
    for (DesiredStock value : batch) {
      outcomes.add(new ItemOutcome(value.sku(), tell(value)));
    }
    return outcomes;
  }

  private Outcome tell(DesiredStock value) {
    if (down.isPresent()) {
      return new Outcome.Failed(down.get());
    }
    Outcome scripted = answer.apply(value);
    if (scripted != null && !appliesBeforeAnswer) {
      return scripted;
    }
    if (unknown.contains(value.sku())) {
      return new Outcome.Rejected(
          new Problem.Business(UNKNOWN_SKU, "no such product", "create it"));
    }
    shows.put(value.sku(), value.quantity());
    return scripted == null ? new Outcome.Applied("") : scripted;
  }

  @Override
  public List<ReadBack> read(List<Sku> skus) {
    reads.add(List.copyOf(skus));
    if (down.isPresent()) {
      throw new ChannelUnavailable(down.get());
    }
    List<ReadBack> answers = new ArrayList<>();
    for (Sku sku : skus) {
      Long quantity = shows.get(sku);
      if (!unknown.contains(sku)) {
        answers.add(
            new ReadBack(sku, quantity == null ? OptionalLong.empty() : OptionalLong.of(quantity)));
      }
    }
    return answers;
  }

  static Problem.Technical technical(TechnicalKind kind) {
    return Problem.Technical.of(kind, "made up");
  }

  static Problem.Technical throttled(Duration retryAfter) {
    return new Problem.Technical(TechnicalKind.THROTTLED, "slow down", Optional.of(retryAfter));
  }
}
