package org.odoobridge.inbound.apply.amend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.apply.call.BatchLoad;
import org.odoobridge.inbound.apply.call.OdooCalls;
import org.odoobridge.inbound.apply.docket.Steps;
import org.odoobridge.inbound.apply.draft.OrderDraft;
import org.odoobridge.inbound.apply.draft.OrderTranslator;
import org.odoobridge.inbound.apply.draft.Translation;
import org.odoobridge.inbound.apply.partner.Contacts;
import org.odoobridge.inbound.apply.partner.PartnerResolver;
import org.odoobridge.inbound.apply.plan.Plan;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.OdooFulfilment;
import org.odoobridge.inbound.odoo.OdooMasterData;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooFault;

/**
 * Carries edits of confirmed orders over to Odoo, one order after the other, these being few: one
 * load of all differences, then the open moves, where Odoo leaves them as they were. A repeat finds
 * what is left to do.
 */
public final class OrderAmender {
  private static final String ORDER = "sale.order";
  private static final String PICKING = "stock.picking";
  private static final BigDecimal FLOAT_TAIL = new BigDecimal("0.004");

  /** A shop may keep a line's tax unrounded, or round it another way. */
  private static final BigDecimal LINE_ROUNDING = new BigDecimal("0.01");

  private final Map<ChannelId, OrderPolicy> policies;
  private final OdooDirectory directory;
  private final OdooCalls calls;
  private final BatchLoad load;
  private final PartnerResolver partners;

  public OrderAmender(
      Map<ChannelId, OrderPolicy> policies, OdooDirectory directory, OdooCalls calls) {
    this.policies = Map.copyOf(policies);
    this.directory = directory;
    this.calls = calls;
    this.load = new BatchLoad(calls);
    this.partners = new PartnerResolver(directory, load);
  }

  public void amend(List<Plan.Amend> plans, Steps steps) {
    for (Plan.Amend plan : plans) {
      amend(plan, steps);
    }
  }

  private void amend(Plan.Amend plan, Steps steps) {
    OrderKey key = plan.order().key();
    OrderPolicy policy = Optional.ofNullable(policies.get(key.channel())).orElseThrow();
    Optional<OrderDraft> draft = translate(plan, policy, steps);
    Optional<Contacts> contacts = draft.flatMap(ready -> contacts(ready, steps));
    if (draft.isEmpty() || contacts.isEmpty()) {
      return;
    }
    Amendment amendment =
        Amendment.of(
            draft.get(),
            contacts.get(),
            plan.shown(),
            fulfilment(key).orElseThrow(),
            plan.reduced(),
            plan.moved(),
            policy.residueLimit());
    switch (amendment) {
      case Amendment.Refused refused -> steps.rejected(key, refused.problem());
      case Amendment.None ignored -> {
        redirect(plan, contacts.get(), steps);
        settle(plan, draft.get(), policy, "", steps);
      }
      case Amendment.Changes changes -> {
        write(plan, draft.get(), changes, steps);
        redirect(plan, contacts.get(), steps);
        if (steps.isOpen(key)) {
          settle(plan, draft.get(), policy, told(changes, plan.shown()), steps);
        }
      }
    }
  }

  private Optional<OrderDraft> translate(Plan.Amend plan, OrderPolicy policy, Steps steps) {
    Translation translation =
        new OrderTranslator(
                policy,
                directory.freshMasterData(),
                directory.products(OrderTranslator.skus(plan.order(), policy)))
            .translate(plan.order());
    return switch (translation) {
      case Translation.Ready ready -> Optional.of(ready.draft());
      case Translation.Refused refused -> {
        steps.rejected(plan.order().key(), refused.problem());
        yield Optional.empty();
      }
    };
  }

  private Optional<Contacts> contacts(OrderDraft draft, Steps steps) {
    OdooMasterData odoo = directory.masterData();
    OrderKey key = draft.order().key();
    return switch (Optional.ofNullable(partners.resolve(List.of(draft), odoo).get(key))
        .orElseThrow()) {
      case PartnerResolver.Resolution.Found found -> Optional.of(found.contacts());
      case PartnerResolver.Resolution.Missing missing -> {
        steps.notLoaded(key, missing.because());
        yield Optional.empty();
      }
    };
  }

  /** Edits and additions apart: a new line needs columns that an edit shall leave alone. */
  private void write(Plan.Amend plan, OrderDraft draft, Amendment.Changes changes, Steps steps) {
    write(plan, draft, changes.edited(plan.shown()), false, steps);
    write(plan, draft, changes.added(plan.shown()), true, steps);
  }

  private void write(
      Plan.Amend plan, OrderDraft draft, Amendment.Changes changes, boolean added, Steps steps) {
    OrderKey key = plan.order().key();
    if (changes.isEmpty() || !steps.isOpen(key)) {
      return;
    }
    AmendRows rows = new AmendRows(directory.masterData().dialect(), changes, added);
    load.load(ORDER, rows.fields(), List.of(new BatchLoad.Item<>(key, rows.rows(draft.ref()))))
        .forEach(
            (order, result) -> {
              if (!(result instanceof BatchLoad.Result.Loaded)) {
                steps.notLoaded(order, result);
              }
            });
  }

  /** Open transfers go to the new address; Odoo leaves them at the old one. */
  private void redirect(Plan.Amend plan, Contacts contacts, Steps steps) {
    OrderKey key = plan.order().key();
    if (!plan.moved() || !steps.isOpen(key)) {
      return;
    }
    Set<Integer> elsewhere =
        fulfilment(key).orElseThrow().moves().stream()
            .filter(move -> move.isOpen() && move.toCustomer() && move.returns() == 0)
            .filter(move -> move.partner() != contacts.shipTo())
            .map(OdooFulfilment.Move::picking)
            .collect(Collectors.toSet());
    if (!elsewhere.isEmpty()) {
      call(OdooCall.write(PICKING, elsewhere, Map.of("partner_id", contacts.shipTo())))
          .ifPresent(fault -> steps.fault(key, fault));
    }
  }

  /** Brings the moves in line and proves that the order now is what the shop says. */
  private void settle(
      Plan.Amend plan, OrderDraft draft, OrderPolicy policy, String told, Steps steps) {
    OrderKey key = plan.order().key();
    if (!steps.isOpen(key)) {
      return;
    }
    MoveTrim trim = MoveTrim.of(fulfilment(key).orElseThrow());
    trim(trim).ifPresent(fault -> steps.fault(key, fault));
    if (!steps.isOpen(key)) {
      return;
    }
    ExternalRef ref = ExternalRef.order(key);
    OdooOrder after =
        Optional.ofNullable(directory.orders(List.of(ref)).get(ref)).orElse(plan.shown());
    List<OdooOrder.Line> open = different(draft, after, policy.residueLimit());
    MoveTrim rest = MoveTrim.of(fulfilment(key).orElseThrow());
    if (!open.isEmpty() || !rest.isEmpty()) {
      steps.rejected(
          key,
          new Problem.Business(
              "not-amended",
              "Odoo took the changes of %s, but %s"
                  .formatted(
                      after.name(),
                      open.isEmpty()
                          ? "its open transfers still hold more than is ordered"
                          : open.size()
                              + " lines cost something else, net or tax, than in the shop less its refunds"),
              "compare the order with the shop: a refund may have left out a line's tax; correct"
                  + " it in Odoo or in the shop, then redrive"));
      return;
    }
    steps.done(
        key,
        told.isEmpty() && trim.isEmpty()
            ? new Outcome.Superseded("in Odoo already as " + after.name())
            : new Outcome.Applied(after.name() + " follows the shop: " + orMoves(told)));
  }

  private static String orMoves(String told) {
    return told.isEmpty() ? "open transfers brought in line" : told;
  }

  private Optional<OdooFault> trim(MoveTrim trim) {
    for (Map.Entry<Integer, BigDecimal> move : trim.quantities().entrySet()) {
      Optional<OdooFault> fault =
          call(
              OdooCall.write(
                  "stock.move",
                  List.of(move.getKey()),
                  Map.of("product_uom_qty", move.getValue())));
      if (fault.isPresent()) {
        return fault;
      }
    }
    if (!trim.cancel().isEmpty()) {
      Optional<OdooFault> fault =
          call(OdooCall.on(PICKING, "action_cancel", List.copyOf(trim.cancel())));
      if (fault.isPresent()) {
        return fault;
      }
    }
    return trim.reserve().isEmpty()
        ? Optional.empty()
        : call(OdooCall.on(PICKING, "action_assign", List.copyOf(trim.reserve())));
  }

  private Optional<OdooFault> call(OdooCall call) {
    return calls.call(call.in(OdooCalls.CONTEXT)).problem();
  }

  private Optional<OdooFulfilment> fulfilment(OrderKey key) {
    ExternalRef ref = ExternalRef.order(key);
    return Optional.ofNullable(directory.fulfilments(List.of(ref)).get(ref));
  }

  /** Lines whose quantity, net or tax in Odoo is not the shop's. */
  private static List<OdooOrder.Line> different(
      OrderDraft draft, OdooOrder after, BigDecimal limit) {
    List<OdooOrder.Line> different = new ArrayList<>();
    for (OrderDraft.Line wanted : draft.lines()) {
      Amendment.Charged charged = Amendment.Charged.of(wanted, draft);
      after.lines().stream()
          .filter(line -> line.ref().filter(wanted.ref().name()::equals).isPresent())
          .filter(
              line ->
                  line.quantity().compareTo(wanted.quantity()) != 0
                      || off(line.subtotal(), charged.net(), limit.max(FLOAT_TAIL))
                      || off(line.tax(), charged.tax(), limit.add(LINE_ROUNDING)))
          .forEach(different::add);
    }
    return different;
  }

  private static boolean off(BigDecimal odoo, BigDecimal shop, BigDecimal most) {
    return odoo.subtract(shop).abs().compareTo(most) > 0;
  }

  private static String told(Amendment.Changes changes, OdooOrder shown) {
    List<String> parts = new ArrayList<>();
    for (OrderDraft.Line line : changes.lines()) {
      Optional<OdooOrder.Line> before =
          shown.lines().stream()
              .filter(one -> one.ref().filter(line.ref().name()::equals).isPresent())
              .findFirst();
      parts.add(
          before
              .map(
                  old ->
                      old.quantity().compareTo(line.quantity()) == 0
                          ? "price of '%s'".formatted(line.name())
                          : "'%s' %s instead of %s"
                              .formatted(
                                  line.name(), plain(line.quantity()), plain(old.quantity())))
              .orElseGet(() -> "%s '%s' more".formatted(plain(line.quantity()), line.name())));
    }
    if (!changes.gone().isEmpty()) {
      parts.add(changes.gone().size() + " lines to zero");
    }
    changes.contacts().ifPresent(moved -> parts.add("addresses"));
    return String.join(", ", parts);
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
