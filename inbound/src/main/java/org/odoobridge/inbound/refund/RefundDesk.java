package org.odoobridge.inbound.refund;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.inbound.apply.OrderRefunds;
import org.odoobridge.inbound.apply.call.OdooCalls;
import org.odoobridge.inbound.apply.docket.OrderChange;
import org.odoobridge.inbound.apply.plan.Plan;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.OdooFulfilment;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.odoo.rpc.OdooFailure;
import org.odoobridge.inbound.odoo.rpc.OdooFault;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.order.ShopRefund;

/**
 * The operational step of refunds, within their order's message: new ones are read from the shop,
 * split and stored; the order is applied less what is off it; then goods come back. Whatever stops
 * it stops the message, which is tried again or waits for a person.
 */
public final class RefundDesk implements OrderRefunds {
  private static final String REFUNDED = "refunded";

  private final Map<ChannelId, RefundPolicy> policies;
  private final RefundBook book;
  private final RefundSource shops;
  private final OrderHistory history;
  private final OdooDirectory directory;
  private final GoodsReturn returns;
  private final Clock clock;
  private final Duration requestLimit;

  /**
   * @param requestLimit after which Odoo has ended any request
   */
  public RefundDesk(
      Map<ChannelId, RefundPolicy> policies,
      RefundBook book,
      RefundSource shops,
      OrderHistory history,
      OdooDirectory directory,
      OdooCalls calls,
      Clock clock,
      Duration requestLimit) {
    this.policies = Map.copyOf(policies);
    this.book = book;
    this.shops = shops;
    this.history = history;
    this.directory = directory;
    this.returns = new GoodsReturn(directory, calls);
    this.clock = clock;
    this.requestLimit = requestLimit;
  }

  @Override
  public Prepared before(ChannelOrder order) {
    try {
      return prepare(order);
    } catch (SqlFailure failure) {
      return new Prepared.Decided(new Outcome.Failed(unreadable(failure)));
    } catch (OdooFailure failure) {
      return new Prepared.Decided(outcome(failure.fault()));
    }
  }

  @Override
  public Outcome after(ChannelOrder order, Outcome outcome) {
    try {
      return settle(order, outcome);
    } catch (SqlFailure failure) {
      return new Outcome.Failed(unreadable(failure));
    } catch (OdooFailure failure) {
      return outcome(failure.fault());
    }
  }

  private Prepared prepare(ChannelOrder order) {
    OrderKey key = order.key();
    List<Refund> known = refunds(key);
    Set<String> named =
        order.refunds().stream().map(ChannelOrder.Refund::id).collect(Collectors.toSet());
    Set<String> there =
        known.stream()
            .filter(refund -> !refund.withdrawn() && refund.isTheShops())
            .map(refund -> refund.key().id())
            .collect(Collectors.toSet());
    if (!named.equals(there)) {
      Optional<Prepared> stopped = ask(order, known);
      if (stopped.isPresent()) {
        return stopped.get();
      }
      known = refunds(key);
    } else if (!named.isEmpty()) {
      book.seen(key, named, clock.instant());
    }
    if (calledBack(order, known)) {
      known = refunds(key);
    }
    return new Prepared.Ready(change(order, known));
  }

  private List<Refund> refunds(OrderKey key) {
    return book.of(List.of(key)).getOrDefault(key, List.of());
  }

  /** Stores what the shop has new, and marks what it has deleted; empty = go on. */
  private Optional<Prepared> ask(ChannelOrder order, List<Refund> known) {
    return switch (shops.read(order.key())) {
      case RefundSource.Answer.Away away ->
          Optional.of(new Prepared.Decided(new Outcome.Failed(away.problem())));
      case RefundSource.Answer.Unreadable unreadable ->
          Optional.of(new Prepared.Decided(new Outcome.Rejected(unreadable.problem())));
      case RefundSource.Answer.Given given -> take(order, known, given.snapshot());
    };
  }

  private Optional<Prepared> take(
      ChannelOrder order, List<Refund> known, RefundSplit.Snapshot snapshot) {
    Instant now = clock.instant();
    RefundPolicy policy = policies.getOrDefault(order.key().channel(), RefundPolicy.DEFAULTS);
    Set<String> there = snapshot.refunds().stream().map(ShopRefund::id).collect(Collectors.toSet());
    Set<String> before =
        known.stream().map(refund -> refund.key().id()).collect(Collectors.toSet());
    Optional<OdooOrder> shown = shown(order.key());
    boolean entered = shown.filter(odoo -> odoo.state() == OdooOrder.State.CONFIRMED).isPresent();
    List<ShopRefund> fresh =
        snapshot.refunds().stream().filter(refund -> !before.contains(refund.id())).toList();
    if (!entered
        && !fresh.isEmpty()
        && policy.beforeImport().equals("ask")
        && !order.status().equals(REFUNDED)) {
      return Optional.of(new Prepared.Decided(askFirst(fresh.size())));
    }
    withdraw(
        known.stream()
            .filter(refund -> !refund.withdrawn() && refund.isTheShops())
            .filter(refund -> !there.contains(refund.key().id()))
            .toList(),
        now);
    Optional<OdooFulfilment> fulfilment = entered ? fulfilment(order.key()) : Optional.empty();
    book.add(
        new RefundSplit(order, fulfilment, policy, snapshot.restocked(), refunds(order.key()), now)
            .split(fresh),
        now);
    book.seen(order.key(), there, now);
    return Optional.empty();
  }

  private static Outcome askFirst(int refunds) {
    return new Outcome.Rejected(
        new Problem.Business(
            "refunded-before-import",
            refunds + " refunds were made before the order was confirmed in Odoo",
            "enter by hand what is left of it and discard this message; or set refunds.beforeImport"
                + " of the source to net, then redrive"));
  }

  /** What only lowered the order comes back by itself; goods and credit notes wait for a person. */
  private void withdraw(List<Refund> gone, Instant now) {
    book.withdraw(gone.stream().map(Refund::key).toList(), now);
    for (Refund refund : gone) {
      boolean credited =
          refund.money().state() == Refund.MoneyState.DRAFTED
              || refund.money().state() == Refund.MoneyState.POSTED;
      book.money(
          refund.key(),
          credited
              ? new Refund.Money(
                  Refund.MoneyState.REFUSED,
                  "deleted in the shop, but credited: " + refund.money().detail(),
                  "cancel the draft in Odoo, or reverse the posted credit note",
                  refund.money().attempts(),
                  now)
              : new Refund.Money(Refund.MoneyState.NONE, "deleted in the shop", "", 0, now),
          Optional.empty());
      boolean returned =
          refund.goods().state() == Refund.GoodsState.DONE
              && refund.parts(Refund.Way.BACK).findAny().isPresent();
      if (returned) {
        book.goods(
            refund.key(),
            new Refund.Goods(
                Refund.GoodsState.REFUSED,
                "deleted in the shop, but " + refund.goods().detail(),
                "cancel the return in Odoo, or leave it when the goods have come",
                now));
      }
    }
  }

  /**
   * An order that is cancelled after goods have left is called back, where the policy says so; one
   * that comes to life again is not any more. Returns whether anything was stored.
   */
  private boolean calledBack(ChannelOrder order, List<Refund> known) {
    RefundPolicy policy = policies.getOrDefault(order.key().channel(), RefundPolicy.DEFAULTS);
    List<Refund> before =
        known.stream().filter(refund -> !refund.withdrawn() && !refund.isTheShops()).toList();
    boolean off = Plan.CALLED_OFF.contains(order.status());
    if (!off && !before.isEmpty()) {
      withdraw(before, clock.instant());
      return true;
    }
    boolean shipped =
        off
            && before.isEmpty()
            && policy.cancelAfterShipping().equals("return")
            && shown(order.key())
                .filter(odoo -> odoo.state() == OdooOrder.State.CONFIRMED && odoo.shipped())
                .isPresent();
    if (!shipped) {
      return false;
    }
    Instant now = clock.instant();
    book.add(
        List.of(
            new RefundSplit(
                    order, fulfilment(order.key()), policy.takingAllBack(), Map.of(), known, now)
                .cancelled()),
        now);
    return true;
  }

  /** The order as it is to be in Odoo. */
  private OrderChange.Stated change(ChannelOrder order, List<Refund> refunds) {
    List<Refund.Part> off =
        refunds.stream()
            .filter(refund -> !refund.withdrawn())
            .filter(refund -> refund.goods().state() != Refund.GoodsState.REFUSED)
            .flatMap(refund -> refund.parts(Refund.Way.OFF))
            .toList();
    ChannelOrder net = NetOrder.of(order, off);
    Set<String> reduced =
        off.stream()
            .map(part -> ExternalRef.orderLine(order.key(), part.line()).name())
            .collect(Collectors.toSet());
    Optional<OrderChange.Since> since = since(order, refunds);
    boolean back = refunds.stream().anyMatch(refund -> !refund.withdrawn() && !refund.isTheShops());
    if (back) {
      return new OrderChange.Stated(
          withStatus(net, "completed"), new OrderChange.Refunded(reduced, false), since);
    }
    boolean whole =
        !refunds.isEmpty() && (order.status().equals(REFUNDED) || net.lines().isEmpty());
    if (!whole || order.lines().isEmpty()) {
      return new OrderChange.Stated(net, new OrderChange.Refunded(reduced, false), since);
    }
    // Nothing is left of it: it is called off, unless goods have left the house.
    return shipped(order.key())
        ? new OrderChange.Stated(
            withStatus(net, "completed"), new OrderChange.Refunded(reduced, false), since)
        : new OrderChange.Stated(
            withStatus(net, "cancelled"), new OrderChange.Refunded(reduced, true), since);
  }

  /** What differs from what Odoo was last brought to, refunds of that time taken off. */
  private Optional<OrderChange.Since> since(ChannelOrder order, List<Refund> refunds) {
    return history
        .lastApplied(order.key())
        .map(
            before -> {
              List<Refund.Part> offThen =
                  refunds.stream()
                      .filter(refund -> refund.goods().state() == Refund.GoodsState.DONE)
                      .flatMap(refund -> refund.parts(Refund.Way.OFF))
                      .toList();
              boolean refunded =
                  refunds.stream().anyMatch(RefundDesk::isOpen)
                      || refunds.stream().anyMatch(RefundDesk::comesBack);
              return new OrderChange.Since(
                  NetOrder.of(before, offThen),
                  refunded || !sameContent(before, order),
                  !before.billing().equals(order.billing())
                      || !before.shipping().equals(order.shipping()));
            });
  }

  private static boolean isOpen(Refund refund) {
    return !refund.withdrawn() && refund.goods().state() == Refund.GoodsState.PENDING;
  }

  /** What a deleted refund had taken off the order is not back on it yet. */
  private static boolean comesBack(Refund refund) {
    return refund.withdrawn()
        && refund.goods().state() == Refund.GoodsState.DONE
        && refund.parts(Refund.Way.OFF).findAny().isPresent();
  }

  private static boolean sameContent(ChannelOrder before, ChannelOrder now) {
    return before.lines().equals(now.lines())
        && before.shippingLines().equals(now.shippingLines())
        && before.fees().equals(now.fees());
  }

  private boolean shipped(OrderKey key) {
    return shown(key).filter(OdooOrder::shipped).isPresent();
  }

  private static ChannelOrder withStatus(ChannelOrder order, String status) {
    return new ChannelOrder(
        order.key(),
        order.number(),
        order.version(),
        status,
        order.currency(),
        order.pricesIncludeTax(),
        order.createdAt(),
        order.customer(),
        order.billing(),
        order.shipping(),
        order.lines(),
        order.shippingLines(),
        order.fees(),
        order.coupons(),
        order.taxLines(),
        order.totals(),
        order.payment(),
        order.refunds(),
        order.note(),
        order.meta());
  }

  private Outcome settle(ChannelOrder order, Outcome outcome) {
    List<Refund> all = refunds(order.key());
    if (outcome instanceof Outcome.Applied || outcome instanceof Outcome.Superseded) {
      all.stream().filter(RefundDesk::comesBack).forEach(this::cameBack);
    }
    List<Refund> pending = all.stream().filter(RefundDesk::isOpen).toList();
    if (pending.isEmpty()) {
      return outcome;
    }
    return switch (outcome) {
      case Outcome.Applied applied -> move(order, pending, applied.detail());
      case Outcome.Superseded superseded -> move(order, pending, superseded.detail());
      case Outcome.Rejected rejected -> {
        for (Refund refund : pending) {
          book.goods(
              refund.key(),
              new Refund.Goods(
                  Refund.GoodsState.PENDING,
                  rejected.problem().detail(),
                  rejected.problem().remedy(),
                  clock.instant()));
        }
        yield outcome;
      }
      case Outcome.Failed ignored -> outcome;
      case Outcome.Uncertain ignored -> outcome;
    };
  }

  private void cameBack(Refund refund) {
    book.goods(
        refund.key(),
        new Refund.Goods(
            Refund.GoodsState.NONE, "deleted in the shop; back on the order", "", clock.instant()));
  }

  private Outcome move(ChannelOrder order, List<Refund> pending, String detail) {
    List<String> told = new ArrayList<>(List.of(detail));
    for (Refund refund : pending) {
      List<String> done = new ArrayList<>();
      if (refund.parts(Refund.Way.OFF).findAny().isPresent()) {
        done.add("taken off the order");
      }
      if (refund.parts(Refund.Way.BACK).findAny().isPresent()) {
        Optional<OdooFulfilment> fulfilment = fulfilment(order.key());
        if (fulfilment.isEmpty()) {
          return new Outcome.Failed(
              Problem.Technical.of(
                  TechnicalKind.PROTOCOL, "the order to return goods of is not in Odoo"));
        }
        switch (returns.make(refund, fulfilment.get())) {
          case GoodsReturn.Result.Made made -> done.add(made.detail());
          case GoodsReturn.Result.Refused refused -> {
            book.goods(
                refund.key(),
                new Refund.Goods(
                    Refund.GoodsState.PENDING,
                    refused.problem().detail(),
                    refused.problem().remedy(),
                    clock.instant()));
            return new Outcome.Rejected(refused.problem());
          }
          case GoodsReturn.Result.Failed failed -> {
            return outcome(failed.fault());
          }
        }
      }
      String summary = String.join("; ", done);
      book.goods(
          refund.key(), new Refund.Goods(Refund.GoodsState.DONE, summary, "", clock.instant()));
      told.add("refund " + refund.key().id() + ": " + summary);
    }
    return new Outcome.Applied(String.join("; ", told));
  }

  private Optional<OdooOrder> shown(OrderKey key) {
    ExternalRef ref = ExternalRef.order(key);
    return Optional.ofNullable(directory.orders(List.of(ref)).get(ref));
  }

  private Optional<OdooFulfilment> fulfilment(OrderKey key) {
    ExternalRef ref = ExternalRef.order(key);
    return Optional.ofNullable(directory.fulfilments(List.of(ref)).get(ref));
  }

  private Outcome outcome(OdooFault fault) {
    if (fault.isUncertain()) {
      return new Outcome.Uncertain(clock.instant().plus(requestLimit), fault.detail());
    }
    return switch (fault.problem()) {
      case Problem.Business business -> new Outcome.Rejected(business);
      case Problem.Technical technical -> new Outcome.Failed(technical);
    };
  }

  private static Problem.Technical unreadable(SqlFailure failure) {
    return Problem.Technical.of(
        failure.isConnectionLoss() ? TechnicalKind.CONNECTION_REFUSED : TechnicalKind.SERVER_ERROR,
        "reading a database failed: " + failure.getMessage());
  }
}
