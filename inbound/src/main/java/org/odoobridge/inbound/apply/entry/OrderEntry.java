package org.odoobridge.inbound.apply.entry;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.apply.call.BatchLoad;
import org.odoobridge.inbound.apply.call.OdooCalls;
import org.odoobridge.inbound.apply.docket.Steps;
import org.odoobridge.inbound.apply.draft.OrderDraft;
import org.odoobridge.inbound.apply.draft.OrderTranslator;
import org.odoobridge.inbound.apply.draft.Translation;
import org.odoobridge.inbound.apply.mark.OrderMarks;
import org.odoobridge.inbound.apply.money.MoneyProof;
import org.odoobridge.inbound.apply.partner.Contacts;
import org.odoobridge.inbound.apply.partner.PartnerResolver;
import org.odoobridge.inbound.apply.plan.ContentCheck;
import org.odoobridge.inbound.apply.plan.Goal;
import org.odoobridge.inbound.apply.plan.Plan;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.OdooMasterData;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.odoo.OdooProduct;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooFault;

/**
 * Enters orders into Odoo: translate, find the contacts, load, prove the money, confirm, put the
 * order date back. Every step takes all orders that are still in the running.
 */
public final class OrderEntry {
  private static final String ORDER = "sale.order";
  private static final String LINE = "sale.order.line";

  private final Map<ChannelId, OrderPolicy> policies;
  private final OdooDirectory directory;
  private final OdooCalls calls;
  private final BatchLoad load;
  private final PartnerResolver partners;
  private final OrderMarks marks;

  public OrderEntry(
      Map<ChannelId, OrderPolicy> policies,
      OdooDirectory directory,
      OdooCalls calls,
      OrderMarks marks) {
    this.marks = marks;
    this.policies = policies;
    this.directory = directory;
    this.calls = calls;
    this.load = new BatchLoad(calls);
    this.partners = new PartnerResolver(directory, load);
  }

  /** An order on its way, as far as it has got. */
  private record Job(OrderDraft draft, Goal goal) {
    boolean confirm() {
      return goal instanceof Goal.Confirmed;
    }

    OrderKey key() {
      return draft.order().key();
    }
  }

  public void enter(List<Plan.Enter> plans, Map<ExternalRef, OdooOrder> shown, Steps steps) {
    if (plans.isEmpty()) {
      return;
    }
    List<Job> jobs = translate(plans, steps);
    reopen(jobs, shown, steps);
    jobs = load(jobs, shown, steps);
    Map<ExternalRef, OdooOrder> loaded = shown(jobs);
    prove(jobs, loaded, steps);
    List<Job> paid = jobs.stream().filter(job -> job.confirm() && open(job, steps)).toList();
    confirm(paid, loaded, steps);
    finish(paid, loaded, steps);
  }

  private List<Job> translate(List<Plan.Enter> plans, Steps steps) {
    Set<Sku> skus =
        plans.stream()
            .flatMap(plan -> OrderTranslator.skus(plan.order(), policy(plan)).stream())
            .collect(Collectors.toSet());
    Map<Sku, List<OdooProduct>> products = directory.products(skus);
    OdooMasterData odoo = directory.masterData();
    List<Job> jobs = new ArrayList<>();
    boolean refreshed = false;
    for (Plan.Enter plan : plans) {
      Translation translation = translate(plan, odoo, products);
      if (translation instanceof Translation.Refused && !refreshed) {
        odoo = directory.freshMasterData(); // what is missing may have been made a moment ago
        refreshed = true;
        translation = translate(plan, odoo, products);
      }
      switch (translation) {
        case Translation.Ready ready -> jobs.add(new Job(ready.draft(), plan.goal()));
        case Translation.Refused refused -> steps.rejected(plan.order().key(), refused.problem());
      }
    }
    return jobs;
  }

  private Translation translate(
      Plan.Enter plan, OdooMasterData odoo, Map<Sku, List<OdooProduct>> products) {
    return new OrderTranslator(policy(plan), odoo, products).translate(plan.order());
  }

  /** Sets back to quotation what the bridge itself had cancelled: the shop has changed its mind. */
  private void reopen(List<Job> jobs, Map<ExternalRef, OdooOrder> shown, Steps steps) {
    for (Job job : jobs) {
      OdooOrder before = shown.get(job.draft().ref());
      if (before != null && before.state() == OdooOrder.State.CANCELLED) {
        calls
            .call(OdooCall.on(ORDER, "action_draft", List.of(before.id())).in(OdooCalls.CONTEXT))
            .problem()
            .ifPresentOrElse(fault -> steps.fault(job.key(), fault), () -> marks.reopen(job.key()));
      }
    }
    jobs.removeIf(job -> !open(job, steps));
  }

  /** Loads what Odoo does not show yet just so; returns the jobs that are in Odoo now. */
  private List<Job> load(List<Job> jobs, Map<ExternalRef, OdooOrder> shown, Steps steps) {
    OdooMasterData odoo = directory.masterData();
    Map<OrderKey, PartnerResolver.Resolution> contacts =
        partners.resolve(jobs.stream().map(Job::draft).toList(), odoo);
    OrderRows rows = new OrderRows(odoo.dialect());
    Map<OrderKey, BatchLoad.Item<OrderKey>> items = new LinkedHashMap<>();
    List<Job> reloaded = new ArrayList<>();
    for (Job job : jobs) {
      switch (Optional.ofNullable(contacts.get(job.key())).orElseThrow()) {
        case PartnerResolver.Resolution.Missing missing ->
            steps.notLoaded(job.key(), missing.because());
        case PartnerResolver.Resolution.Found found -> {
          OdooOrder before = shown.get(job.draft().ref());
          if (before == null) {
            items.put(job.key(), item(job, rows, found.contacts()));
          } else if (!ContentCheck.isLoaded(job.draft(), found.contacts(), before)) {
            items.put(job.key(), item(job, rows, found.contacts()));
            reloaded.add(job);
          }
        }
      }
    }
    dropStaleLines(reloaded, shown, steps);
    for (List<BatchLoad.Item<OrderKey>> batch : batches(items, steps)) {
      load.load(ORDER, rows.fields(), batch)
          .forEach(
              (key, result) -> {
                if (!(result instanceof BatchLoad.Result.Loaded)) {
                  steps.notLoaded(key, result);
                }
              });
    }
    return jobs.stream().filter(job -> open(job, steps)).toList();
  }

  private static BatchLoad.Item<OrderKey> item(Job job, OrderRows rows, Contacts contacts) {
    return new BatchLoad.Item<>(job.key(), rows.rows(job.draft(), contacts));
  }

  private List<List<BatchLoad.Item<OrderKey>>> batches(
      Map<OrderKey, BatchLoad.Item<OrderKey>> items, Steps steps) {
    List<List<BatchLoad.Item<OrderKey>>> batches = new ArrayList<>();
    int limit = policies.values().stream().mapToInt(OrderPolicy::batch).min().orElse(1);
    for (BatchLoad.Item<OrderKey> item : items.values()) {
      if (steps.isOpen(item.key())) {
        if (batches.isEmpty() || batches.getLast().size() >= limit) {
          batches.add(new ArrayList<>());
        }
        batches.getLast().add(item);
      }
    }
    return batches;
  }

  /** Lines that the shop has taken out of an unconfirmed order go from the quotation too. */
  private void dropStaleLines(List<Job> reloaded, Map<ExternalRef, OdooOrder> shown, Steps steps) {
    for (Job job : reloaded) {
      List<Integer> stale =
          Optional.ofNullable(shown.get(job.draft().ref()))
              .map(before -> ContentCheck.stale(job.draft(), before))
              .orElse(List.of());
      if (!stale.isEmpty()) {
        calls
            .call(OdooCall.unlink(LINE, stale).in(OdooCalls.CONTEXT))
            .problem()
            .ifPresent(fault -> steps.fault(job.key(), fault));
      }
    }
  }

  /** Decides the orders whose money differs, and those that only wait for payment. */
  private void prove(List<Job> jobs, Map<ExternalRef, OdooOrder> loaded, Steps steps) {
    for (Job job : jobs) {
      OdooOrder order = loaded.get(job.draft().ref());
      if (order == null) {
        steps.fault(
            job.key(),
            new OdooFault.Broken("lost write", "Odoo said it was loaded, its database has it not"));
        continue;
      }
      switch (MoneyProof.of(
          job.draft(), order, policy(job).residueLimit(), roundsGlobally(job.draft()))) {
        case MoneyProof.Mismatch mismatch ->
            steps.rejected(
                job.key(),
                new Problem.Business(
                    "money-mismatch",
                    mismatch.detail(),
                    roundsGlobally(job.draft())
                        ? "in Odoo's accounting settings round tax per line as the shop does, or"
                            + " raise the source's orders.residueLimit; then redrive"
                        : "compare taxes and rounding of shop and Odoo; correct, then redrive"));
        case MoneyProof.Residue residue ->
            waiting(job, order, ", rounding " + residue.detail(), steps);
        case MoneyProof.Exact ignored -> waiting(job, order, "", steps);
      }
    }
  }

  private boolean roundsGlobally(OrderDraft draft) {
    return directory
        .masterData()
        .company(draft.company())
        .filter(OdooMasterData.Company::roundsTaxGlobally)
        .isPresent();
  }

  private static void waiting(Job job, OdooOrder order, String residue, Steps steps) {
    switch (job.goal()) {
      case Goal.Confirmed ignored -> {}
      case Goal.Quotation quotation ->
          steps.done(
              job.key(),
              new Outcome.Applied(
                  "%s is a quotation until paid (%s%s)%s"
                      .formatted(
                          order.name(),
                          job.draft().order().status(),
                          quotation.expires().map(at -> ", cancelled at " + at).orElse(""),
                          residue),
                  quotation.expires()));
      case Goal.Held held -> steps.rejected(job.key(), held.of(order.name()));
    }
  }

  /** Confirms all that are still quotations; each refusal is pinned to its order by halving. */
  private void confirm(List<Job> paid, Map<ExternalRef, OdooOrder> loaded, Steps steps) {
    List<Job> due =
        paid.stream()
            .filter(
                job ->
                    Optional.ofNullable(loaded.get(job.draft().ref()))
                        .map(order -> order.state() == OdooOrder.State.OPEN)
                        .orElse(false))
            .toList();
    if (due.isEmpty()) {
      return;
    }
    List<Integer> ids =
        due.stream()
            .map(job -> Optional.ofNullable(loaded.get(job.draft().ref())).orElseThrow().id())
            .toList();
    switch (calls.call(OdooCall.on(ORDER, "action_confirm", ids).in(OdooCalls.CONTEXT))) {
      case OdooCalls.Answer.Given ignored -> {}
      case OdooCalls.Answer.Refused refused -> {
        // Another node may have confirmed some meanwhile, which older Odoos allow and newer refuse.
        Map<ExternalRef, OdooOrder> now = shown(due);
        if (due.size() > 1) {
          confirm(due.subList(0, due.size() / 2), now, steps);
          confirm(due.subList(due.size() / 2, due.size()), now, steps);
        } else if (!isConfirmed(due.getFirst(), now)) {
          steps.fault(due.getFirst().key(), refused.fault());
        }
      }
      case OdooCalls.Answer.Faulty faulty ->
          due.forEach(job -> steps.fault(job.key(), faulty.fault()));
    }
  }

  private static boolean isConfirmed(Job job, Map<ExternalRef, OdooOrder> shown) {
    return Optional.ofNullable(shown.get(job.draft().ref()))
        .map(order -> order.state() == OdooOrder.State.CONFIRMED)
        .orElse(false);
  }

  /** Confirming overwrote the order date; it is put back, and the orders are done. */
  private void finish(List<Job> paid, Map<ExternalRef, OdooOrder> loaded, Steps steps) {
    List<Job> confirmed = paid.stream().filter(job -> open(job, steps)).toList();
    Map<ExternalRef, OdooOrder> now = shown(confirmed);
    List<Plan.Redate> redate = new ArrayList<>();
    for (Job job : confirmed) {
      OdooOrder order = now.get(job.draft().ref());
      if (order == null || order.state() != OdooOrder.State.CONFIRMED) {
        steps.rejected(
            job.key(),
            new Problem.Business(
                "not-confirmed",
                "Odoo did not confirm "
                    + Optional.ofNullable(loaded.get(job.draft().ref()))
                        .map(OdooOrder::name)
                        .orElse("the order"),
                "confirm it in Odoo and see what it asks for, then redrive"));
      } else {
        redate.add(new Plan.Redate(job.draft().order(), order));
      }
    }
    redate(redate, steps);
  }

  /** Sets the date at which the customer ordered, for many orders in one call. */
  public void redate(List<Plan.Redate> plans, Steps steps) {
    List<BatchLoad.Item<Plan.Redate>> items =
        plans.stream()
            .map(
                plan ->
                    new BatchLoad.Item<>(
                        plan,
                        List.of(
                            List.of(
                                ExternalRef.order(plan.order().key()).qualified(),
                                OrderTranslator.odooTime(plan.order().createdAt())))))
            .toList();
    load.load(ORDER, List.of("id", "date_order"), items)
        .forEach(
            (plan, result) -> {
              if (result instanceof BatchLoad.Result.Loaded) {
                steps.done(plan.order().key(), new Outcome.Applied(entered(plan)));
              } else {
                steps.notLoaded(plan.order().key(), result);
              }
            });
  }

  private static String entered(Plan.Redate plan) {
    String refunds =
        plan.order().refunds().isEmpty()
            ? ""
            : "; " + plan.order().refunds().size() + " refunds in the shop, not booked here";
    BigDecimal gross = plan.shown().gross();
    return "%s confirmed, %s %s%s"
        .formatted(
            plan.shown().name(),
            gross.setScale(Math.max(2, gross.scale())).toPlainString(),
            plan.order().currency(),
            refunds);
  }

  private Map<ExternalRef, OdooOrder> shown(List<Job> jobs) {
    return jobs.isEmpty()
        ? new HashMap<>()
        : directory.orders(jobs.stream().map(job -> job.draft().ref()).toList());
  }

  private static boolean open(Job job, Steps steps) {
    return steps.isOpen(job.key());
  }

  private OrderPolicy policy(Plan.Enter plan) {
    return Optional.ofNullable(policies.get(plan.order().key().channel())).orElseThrow();
  }

  private OrderPolicy policy(Job job) {
    return Optional.ofNullable(policies.get(job.key().channel())).orElseThrow();
  }
}
