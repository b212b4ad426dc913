package org.odoobridge.inbound.apply;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.inbound.apply.amend.OrderAmender;
import org.odoobridge.inbound.apply.call.OdooCalls;
import org.odoobridge.inbound.apply.docket.Docket;
import org.odoobridge.inbound.apply.docket.OrderChange;
import org.odoobridge.inbound.apply.docket.Steps;
import org.odoobridge.inbound.apply.entry.OrderEntry;
import org.odoobridge.inbound.apply.mark.OrderMarks;
import org.odoobridge.inbound.apply.measure.Measured;
import org.odoobridge.inbound.apply.measure.ShopMeasures;
import org.odoobridge.inbound.apply.plan.Plan;
import org.odoobridge.inbound.apply.plan.Situation;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooFailure;
import org.odoobridge.inbound.odoo.rpc.OdooFault;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;
import org.odoobridge.inbound.order.ChannelOrder;

/**
 * Brings Odoo's orders to what channels say, many in few calls. Safe to repeat at any point and to
 * run on several threads and nodes at once: every write carries its reference, every step first
 * reads what is there, and Odoo itself lets only one of two equal writes win.
 */
public final class OrderApplier {
  private final Map<ChannelId, OrderPolicy> policies;
  private final OdooDirectory directory;
  private final ShopMeasures measures;
  private final OrderEntry entry;
  private final OrderAmender amender;
  private final OdooCalls calls;
  private final Clock clock;
  private final Duration requestLimit;
  private final OrderMarks marks;

  /** The calls whose answer was lost and that may still be running. */
  private final Map<OrderKey, LostCall> unsettled = new ConcurrentHashMap<>();

  /**
   * A call whose answer was lost.
   *
   * @param until when it can no longer be running
   * @param stage what it was about
   */
  private record LostCall(Instant until, Steps.Stage stage) {
    /** A first load is settled as soon as the order shows: it was one transaction. */
    boolean mayRun(Instant now, boolean shown) {
      return now.isBefore(until) && !(stage == Steps.Stage.LOAD && shown);
    }
  }

  /**
   * @param policies of every channel that sends orders
   * @param requestLimit after which Odoo has ended any request
   * @param marks what is remembered of orders
   */
  public OrderApplier(
      Map<ChannelId, OrderPolicy> policies,
      OdooDirectory directory,
      OdooRpc rpc,
      Clock clock,
      RandomGenerator random,
      Duration requestLimit,
      OrderMarks marks) {
    this(policies, ShopUnits.NONE, directory, rpc, clock, random, requestLimit, marks);
  }

  /**
   * @param policies of every channel that sends orders
   * @param units how much of Odoo's unit a piece in each channel is
   * @param requestLimit after which Odoo has ended any request
   * @param marks what is remembered of orders
   */
  public OrderApplier(
      Map<ChannelId, OrderPolicy> policies,
      ShopUnits units,
      OdooDirectory directory,
      OdooRpc rpc,
      Clock clock,
      RandomGenerator random,
      Duration requestLimit,
      OrderMarks marks) {
    this.marks = marks;
    this.policies = Map.copyOf(policies);
    this.directory = directory;
    this.measures = new ShopMeasures(units, directory);
    this.calls = new OdooCalls(rpc, random);
    this.entry = new OrderEntry(this.policies, directory, calls, marks);
    this.amender = new OrderAmender(this.policies, directory, calls);
    this.clock = clock;
    this.requestLimit = requestLimit;
  }

  /** One outcome per change, in the same order; never throws for what Odoo or the data do. */
  public List<Outcome> apply(List<OrderChange> changes) {
    Docket docket = new Docket(changes);
    try {
      run(docket);
    } catch (SqlFailure failure) {
      TechnicalKind kind =
          failure.isConnectionLoss()
              ? TechnicalKind.CONNECTION_REFUSED
              : TechnicalKind.SERVER_ERROR;
      String detail = "reading Odoo's database failed: " + failure.getMessage();
      docket.decideOpen(() -> new Outcome.Failed(Problem.Technical.of(kind, detail)));
    } catch (OdooFailure failure) {
      // Only the question for its version is asked outside of a step; it wrote nothing.
      docket.decideOpen(() -> unanswered(failure.fault()));
    }
    return docket.outcomes();
  }

  private void run(Docket docket) {
    List<OrderChange> changes = docket.changes();
    Instant now = clock.instant();
    // Another node may have settled them: none is kept longer than it can matter.
    unsettled.values().removeIf(call -> !now.isBefore(call.until()));
    Map<ExternalRef, OdooOrder> shown =
        directory.orders(changes.stream().map(OrderChange::ref).toList());
    ShopMeasures.Scale scale = measures.scale(stated(changes));
    List<Plan.Enter> enter = new ArrayList<>();
    List<Plan.Redate> redate = new ArrayList<>();
    List<Plan.Amend> amend = new ArrayList<>();
    Map<OrderChange, Plan.Cancel> cancel = new LinkedHashMap<>();
    Map<OrderKey, OrderMarks.Marks> remembered =
        marks.of(changes.stream().map(OrderChange::key).toList());
    for (OrderChange change : changes) {
      OrderPolicy policy = policies.get(change.key().channel());
      if (policy == null) {
        docket.decide(change.key(), unknownChannel(change.key()));
        continue;
      }
      Situation situation =
          new Situation(policy, remembered.getOrDefault(change.key(), OrderMarks.Marks.NONE), now);
      Plan plan = plan(change, shown.get(change.ref()), situation, scale);
      LostCall call = unsettled.get(change.key());
      if (call != null
          && !(plan instanceof Plan.Done)
          && call.mayRun(now, shown.containsKey(change.ref()))) {
        docket.decide(change.key(), new Outcome.Uncertain(call.until(), "the call may still run"));
        continue;
      }
      unsettled.remove(change.key());
      switch (plan) {
        case Plan.Done done -> docket.decide(change.key(), done.outcome());
        case Plan.Cancel cancelling -> cancel.put(change, cancelling);
        case Plan.Enter entering -> enter.add(entering);
        case Plan.Redate dating -> redate.add(dating);
        case Plan.Amend amending -> amend.add(amending);
      }
    }
    Steps steps = new Steps(docket, this::lost);
    entry.enter(enter, shown, steps);
    entry.redate(redate, steps);
    amender.amend(amend, steps);
    cancel(cancel, steps);
  }

  private static List<ChannelOrder> stated(List<OrderChange> changes) {
    List<ChannelOrder> orders = new ArrayList<>();
    for (OrderChange change : changes) {
      switch (change) {
        case OrderChange.Stated stated -> orders.add(stated.order());
        case OrderChange.Gone gone -> {}
      }
    }
    return orders;
  }

  /** Decides by the order in Odoo's units; what cannot be measured is not entered. */
  private static Plan plan(
      OrderChange change,
      @Nullable OdooOrder shown,
      Situation situation,
      ShopMeasures.Scale scale) {
    return switch (change) {
      case OrderChange.Gone gone -> Plan.of(gone, shown, situation);
      case OrderChange.Stated stated -> {
        Measured measured = scale.of(stated.order());
        Plan plan =
            Plan.of(
                new OrderChange.Stated(measured.order(), stated.refunded(), stated.since()),
                shown,
                situation);
        yield measured.problem().isPresent() && plan instanceof Plan.Enter
            ? new Plan.Done(new Outcome.Rejected(measured.problem().get()))
            : plan;
      }
    };
  }

  /** Cancels one by one, these being few; what the database shows afterwards counts. */
  private void cancel(Map<OrderChange, Plan.Cancel> plans, Steps steps) {
    if (plans.isEmpty()) {
      return;
    }
    Set<OrderChange> changes = plans.keySet();
    Map<OrderKey, OdooFault> faults = new HashMap<>();
    for (Map.Entry<OrderChange, Plan.Cancel> plan : plans.entrySet()) {
      OrderChange change = plan.getKey();
      int id = plan.getValue().shown().id();
      // Before the call: what is cancelled without the mark would count as a person's doing.
      marks.close(change.key(), plan.getValue().because());
      // Without this context Odoo may answer with a wizard and cancel nothing.
      Map<String, ?> context = Map.of("lang", "en_US", "disable_cancel_warning", true);
      calls
          .call(OdooCall.on("sale.order", "action_cancel", List.of(id)).in(context))
          .problem()
          .ifPresent(fault -> faults.put(change.key(), fault));
    }
    Map<ExternalRef, OdooOrder> after =
        directory.orders(changes.stream().map(OrderChange::ref).toList());
    for (OrderChange change : changes) {
      OdooOrder order = after.get(change.ref());
      OdooFault fault = faults.get(change.key());
      if (order == null) {
        steps.done(change.key(), new Outcome.Applied("the order is gone from Odoo"));
      } else if (order.state() == OdooOrder.State.CANCELLED) {
        String because = Optional.ofNullable(plans.get(change)).orElseThrow().because();
        steps.done(change.key(), new Outcome.Applied(order.name() + " is cancelled: " + because));
      } else if (fault != null) {
        steps.fault(change.key(), fault);
      } else {
        steps.rejected(
            change.key(),
            new Problem.Business(
                "cancel-refused",
                "Odoo did not cancel " + order.name(),
                "cancel it in Odoo by hand, then redrive"));
      }
    }
  }

  /** Nobody may repeat a call whose answer was lost before it has ended for certain. */
  private Outcome lost(OrderKey key, Steps.Stage stage, OdooFault fault) {
    LostCall call = new LostCall(clock.instant().plus(requestLimit), stage);
    unsettled.put(key, call);
    return new Outcome.Uncertain(call.until(), fault.detail());
  }

  private static Outcome unanswered(OdooFault fault) {
    return switch (fault.problem()) {
      case Problem.Technical technical -> new Outcome.Failed(technical);
      case Problem.Business business -> new Outcome.Rejected(business);
    };
  }

  private static Outcome unknownChannel(OrderKey key) {
    return new Outcome.Rejected(
        new Problem.Business(
            "unknown-channel",
            "no source '" + key.channel() + "' is configured",
            "configure it, or discard the message"));
  }
}
