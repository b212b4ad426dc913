package org.odoobridge.inbound.refund;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;

/**
 * The refunds in the journal. Every method is one transaction and may be repeated; each may throw
 * {@link org.odoobridge.core.runtime.SqlFailure}.
 */
public interface RefundBook {
  /** All refunds of the orders, oldest first, withdrawn ones included. */
  Map<OrderKey, List<Refund>> of(Collection<OrderKey> orders);

  /** Stores refunds that are not there yet; one that is keeps how it was split. */
  void add(List<Refund> refunds, Instant now);

  /** Notes that the shop still has these refunds of the order. */
  void seen(OrderKey order, Set<String> refunds, Instant now);

  /** Notes that the shop has deleted the refunds. */
  void withdraw(List<RefundKey> refunds, Instant now);

  void goods(RefundKey refund, Refund.Goods goods);

  /**
   * Sets the financial step, whoever claims it.
   *
   * @param due when it is to be worked on; empty = never
   */
  void money(RefundKey refund, Refund.Money money, Optional<Instant> due);

  /** Takes due financial steps; nobody else gets them before {@code leaseUntil}. */
  List<Claimed> claim(Instant now, Instant leaseUntil, int limit);

  /** Records what became of a claim; false when another claim was made since. */
  boolean record(Claimed claimed, Refund.Money money, Optional<Instant> due);

  /** A claim on a financial step. */
  record Claimed(Refund refund, long number) {}

  /**
   * Orders of a channel with refunds made since {@code from} that were last seen before {@code
   * seenBefore}.
   */
  List<OrderKey> unseen(ChannelId channel, Instant from, Instant seenBefore, int limit);

  /** The newest refunds for people, those that wait for somebody first. */
  List<Refund> list(Optional<ChannelId> channel, boolean problemsOnly, int limit);

  /** Has a refused financial step tried again; false when there is none such. */
  boolean redrive(RefundKey refund, Instant now);
}
