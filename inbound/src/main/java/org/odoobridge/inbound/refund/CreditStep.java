package org.odoobridge.inbound.refund;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.apply.call.BatchLoad;
import org.odoobridge.inbound.apply.call.OdooCalls;
import org.odoobridge.inbound.apply.draft.LinePrice;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.OdooEntry;
import org.odoobridge.inbound.odoo.OdooFulfilment;
import org.odoobridge.inbound.odoo.OdooMasterData;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooFault;

/**
 * The financial step of one refund: credit what was invoiced, prove it to the cent, post it if the
 * policy says so. Looks for the credit note first; a second load of it would add its lines again.
 */
public final class CreditStep {
  private static final String ENTRY = "account.move";
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int MOST_TRIES = 20;

  private final Map<ChannelId, RefundPolicy> policies;
  private final OdooDirectory directory;
  private final OdooCalls calls;
  private final BatchLoad load;
  private final Clock clock;
  private final Duration requestLimit;

  /**
   * @param requestLimit after which Odoo has ended any request
   */
  public CreditStep(
      Map<ChannelId, RefundPolicy> policies,
      OdooDirectory directory,
      OdooCalls calls,
      Clock clock,
      Duration requestLimit) {
    this.policies = Map.copyOf(policies);
    this.directory = directory;
    this.calls = calls;
    this.load = new BatchLoad(calls);
    this.clock = clock;
    this.requestLimit = requestLimit;
  }

  /**
   * Where the step is now.
   *
   * @param again after what time it is to be looked at again; empty = never
   */
  public record Result(Refund.Money money, Optional<Duration> again) {}

  /**
   * May throw {@link org.odoobridge.core.runtime.SqlFailure} and OdooFailure; then nothing is lost.
   */
  public Result run(Refund refund) {
    ExternalRef ref = refund.key().ref("credit");
    Optional<OdooEntry> there = entry(ref);
    if (there.isPresent()) {
      return prove(refund, there.get());
    }
    if (refund.withdrawn()) {
      return end(refund, Refund.MoneyState.NONE, "deleted in the shop", "");
    }
    if (refund.goods().state() == Refund.GoodsState.PENDING) {
      return wait(refund, "waits for its goods' step", SOON);
    }
    ExternalRef order = ExternalRef.order(refund.key().order());
    Optional<OdooOrder> shown = Optional.ofNullable(directory.orders(List.of(order)).get(order));
    Optional<OdooFulfilment> fulfilment =
        Optional.ofNullable(directory.fulfilments(List.of(order)).get(order));
    if (shown.isEmpty() || fulfilment.isEmpty()) {
      return end(refund, Refund.MoneyState.NONE, "the order was never entered into Odoo", "");
    }
    return switch (CreditNote.plan(refund, shown.get(), fulfilment.get())) {
      case CreditNote.Plan.Nothing nothing ->
          end(refund, Refund.MoneyState.NONE, nothing.why(), "");
      case CreditNote.Plan.Wait waiting -> wait(refund, waiting.why(), LOOK_AGAIN);
      case CreditNote.Plan.Create create -> create(refund, create.note(), fulfilment.get(), ref);
    };
  }

  private Result create(
      Refund refund, CreditNote note, OdooFulfilment fulfilment, ExternalRef ref) {
    List<List<String>> rows = new ArrayList<>();
    OdooFulfilment.Invoice invoice = note.invoice().orElseThrow();
    for (CreditNote.Line line : note.lines()) {
      Optional<LinePrice> price = price(refund, line);
      if (price.isEmpty()) {
        return end(
            refund,
            Refund.MoneyState.REFUSED,
            "no unit price makes %s pieces cost %s"
                .formatted(line.quantity().toPlainString(), line.net().toPlainString()),
            "make the credit note by hand in Odoo, or raise the digits of 'Product Price' there"
                + " and retry");
      }
      List<String> head = head(refund, invoice, fulfilment, ref);
      List<String> row =
          new ArrayList<>(rows.isEmpty() ? head : Collections.nCopies(head.size(), ""));
      row.addAll(line(line, price.get()));
      rows.add(row);
    }
    BatchLoad.Result result =
        Optional.ofNullable(
                load.load(ENTRY, fields(), List.of(new BatchLoad.Item<>(ref, rows))).get(ref))
            .orElseThrow();
    return switch (result) {
      case BatchLoad.Result.Loaded ignored ->
          entry(ref)
              .map(entry -> prove(refund, entry))
              .orElseGet(() -> again(refund, "the credit note does not show yet", SOON));
      case BatchLoad.Result.Refused refused ->
          end(
              refund,
              Refund.MoneyState.REFUSED,
              refused.problem().detail(),
              refused.problem().remedy());
      case BatchLoad.Result.Failed failed -> fault(refund, failed.fault());
    };
  }

  private static List<String> fields() {
    return List.of(
        "id",
        "move_type",
        "journal_id/.id",
        "partner_id/.id",
        "currency_id/.id",
        "ref",
        "invoice_origin",
        "reversed_entry_id/.id",
        "invoice_date",
        "invoice_line_ids/name",
        "invoice_line_ids/product_id/.id",
        "invoice_line_ids/quantity",
        "invoice_line_ids/price_unit",
        "invoice_line_ids/discount",
        "invoice_line_ids/tax_ids/.id",
        "invoice_line_ids/sale_line_ids/.id");
  }

  private List<String> head(
      Refund refund, OdooFulfilment.Invoice invoice, OdooFulfilment fulfilment, ExternalRef ref) {
    return List.of(
        ref.qualified(),
        "out_refund",
        String.valueOf(invoice.journal()),
        String.valueOf(invoice.partner()),
        String.valueOf(invoice.currency()),
        "Refund %s of %s".formatted(refund.key().id(), invoice.name()),
        fulfilment.name(),
        String.valueOf(invoice.id()),
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
  }

  private static List<String> line(CreditNote.Line line, LinePrice price) {
    return List.of(
        line.name(),
        line.product() == 0 ? "" : String.valueOf(line.product()),
        line.quantity().toPlainString(),
        price.unit().toPlainString(),
        price.discount().toPlainString(),
        line.taxes().stream().sorted().map(String::valueOf).collect(Collectors.joining(",")),
        line.saleLine() == 0 ? "" : String.valueOf(line.saleLine()));
  }

  /** Odoo takes a price gross when a tax of the line is an included one. */
  private Optional<LinePrice> price(Refund refund, CreditNote.Line line) {
    OdooMasterData odoo = directory.masterData();
    Set<Integer> included = new HashSet<>();
    odoo.taxes().stream()
        .filter(OdooMasterData.Tax::included)
        .forEach(tax -> included.add(tax.id()));
    boolean gross = line.taxes().stream().anyMatch(included::contains);
    int decimals =
        odoo.currency(refund.currency()).map(OdooMasterData.Currency::decimals).orElse(2);
    return LinePrice.of(
        gross ? line.net().add(line.tax()) : line.net(),
        line.quantity(),
        new LinePrice.Digits(odoo.priceDigits(), odoo.digitsOf("Discount"), decimals));
  }

  /** Whether the credit note is the shop's refund to the cent; then it is posted, or left. */
  private Result prove(Refund refund, OdooEntry entry) {
    if (entry.state().equals("cancel")) {
      return end(refund, Refund.MoneyState.NONE, "somebody cancelled the credit note", "");
    }
    if (entry.state().equals("posted")) {
      return end(refund, Refund.MoneyState.POSTED, told(refund, entry), "");
    }
    BigDecimal off = entry.gross().subtract(refund.amount());
    boolean partly = refund.parts(Refund.Way.OFF).findAny().isPresent();
    if (off.signum() > 0 || (off.signum() != 0 && !partly) || !taxFits(refund, entry, partly)) {
      return end(
          refund,
          Refund.MoneyState.REFUSED,
          "the shop gave back %s with tax %s, draft %s says %s with tax %s"
              .formatted(
                  refund.amount().toPlainString(),
                  tax(refund).toPlainString(),
                  named(entry),
                  entry.gross().toPlainString(),
                  entry.tax().toPlainString()),
          "correct the draft in Odoo and post it, or delete it and retry");
    }
    RefundPolicy policy =
        policies.getOrDefault(refund.key().order().channel(), RefundPolicy.DEFAULTS);
    return switch (policy.crediting()) {
      case POSTED -> post(refund, entry);
      case DRAFT, NEVER -> end(refund, Refund.MoneyState.DRAFTED, told(refund, entry), "");
    };
  }

  private static boolean taxFits(Refund refund, OdooEntry entry, boolean partly) {
    int compared = entry.tax().compareTo(tax(refund));
    return partly ? compared <= 0 : compared == 0;
  }

  private static BigDecimal tax(Refund refund) {
    return refund.parts().stream().map(Refund.Part::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Result post(Refund refund, OdooEntry entry) {
    Optional<OdooFault> fault =
        calls
            .call(OdooCall.on(ENTRY, "action_post", List.of(entry.id())).in(OdooCalls.CONTEXT))
            .problem();
    Optional<OdooEntry> after = entry(refund.key().ref("credit"));
    if (after.filter(now -> now.state().equals("posted")).isPresent()) {
      return end(refund, Refund.MoneyState.POSTED, told(refund, after.get()), "");
    }
    return fault
        .map(problem -> fault(refund, problem))
        .orElseGet(
            () ->
                end(
                    refund,
                    Refund.MoneyState.REFUSED,
                    "Odoo did not post draft " + named(entry),
                    "post it in Odoo and see what it asks for"));
  }

  private Optional<OdooEntry> entry(ExternalRef ref) {
    return Optional.ofNullable(directory.entries(List.of(ref)).get(ref));
  }

  private Result fault(Refund refund, OdooFault fault) {
    if (fault.isUncertain()) {
      return again(refund, "an answer was lost: " + fault.detail(), requestLimit);
    }
    return switch (fault.problem()) {
      case Problem.Business business ->
          end(refund, Refund.MoneyState.REFUSED, business.detail(), business.remedy());
      case Problem.Technical technical -> again(refund, technical.detail(), SOON);
    };
  }

  /** After a failure of the machinery; {@code least} grows with every try. */
  Result again(Refund refund, String detail, Duration least) {
    int tries = refund.money().attempts() + 1;
    if (tries >= MOST_TRIES) {
      return end(refund, Refund.MoneyState.REFUSED, detail, "when it is mended, retry the refund");
    }
    return new Result(
        new Refund.Money(Refund.MoneyState.PENDING, detail, "", tries, clock.instant()),
        Optional.of(least.multipliedBy(Math.min(tries, 10))));
  }

  private Result wait(Refund refund, String why, Duration again) {
    return new Result(
        new Refund.Money(
            Refund.MoneyState.WAITING, why, "", refund.money().attempts(), clock.instant()),
        Optional.of(again));
  }

  private Result end(Refund refund, Refund.MoneyState state, String detail, String remedy) {
    return new Result(
        new Refund.Money(state, detail, remedy, refund.money().attempts(), clock.instant()),
        Optional.empty());
  }

  private static String told(Refund refund, OdooEntry entry) {
    return "credit note %s, %s %s"
        .formatted(named(entry), entry.gross().toPlainString(), refund.currency());
  }

  private static String named(OdooEntry entry) {
    return entry.name().equals("/") ? "#" + entry.id() : entry.name();
  }
}
