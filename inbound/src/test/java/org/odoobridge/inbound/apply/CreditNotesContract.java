package org.odoobridge.inbound.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.inbound.odoo.rpc.OdooRpcConfig;
import org.odoobridge.inbound.refund.Refund;
import org.odoobridge.testkit.net.FaultMode;
import org.odoobridge.testkit.net.FaultProxy;

/** Refunds of what was invoiced: one credit note each, equal to the cent. */
interface CreditNotesContract {
  OdooWorld world();

  /** The bot with the right to make credit notes. */
  OdooRpcConfig biller();

  PgSession journal();

  private RefundsContract.Shop shop(String creditNotes) {
    return new RefundsContract.Shop(world(), journal(), creditNotes, world().client(biller()));
  }

  @ParameterizedTest
  @CsvSource({"draft, DRAFTED, draft", "posted, POSTED, posted"})
  default void aRefundOfInvoicedGoodsIsOneCreditNoteToTheCent(
      String policy, Refund.MoneyState state, String inOdoo) {
    RefundsContract.Shop shop = shop(policy);
    shop.body.line("1", shop.scene.sku, 3, "10.00").shipping("9", "4.90");
    shop.apply();
    int order = shop.scene.shown(shop.body).id();
    assertThat(world().admin.ship(order, 3)).isTrue();
    int invoice = world().admin.invoice(order);

    shop.body.refund("57", "1", 1, "3.33", true).refund("57", "9", 0, "4.90", false);
    shop.apply();
    assertThat(shop.settleMoney()).isEqualTo(1);
    assertThat(shop.settleMoney()).isZero();

    Refund refund = shop.refund("57");
    assertThat(refund.money().state()).isEqualTo(state);
    List<Integer> notes = world().admin.search("account.move", "reversed_entry_id", invoice);
    assertThat(notes).hasSize(1);
    JsonNode note =
        world()
            .admin
            .read(
                "account.move",
                notes.getFirst(),
                "state",
                "amount_total",
                "amount_tax",
                "invoice_origin",
                "move_type");
    assertThat(note.path("move_type").asText()).isEqualTo("out_refund");
    assertThat(note.path("state").asText()).isEqualTo(inOdoo);
    assertThat(note.path("amount_total").decimalValue()).isEqualByComparingTo(refund.amount());
    assertThat(note.path("amount_tax").decimalValue()).isEqualByComparingTo("1.56");
    assertThat(refund.money().detail()).contains("credit note");
  }

  @Test
  default void anOrderInvoicedBeforeDeliveryIsLoweredAndCredited() {
    RefundsContract.Shop shop = shop("posted");
    shop.body.line("1", shop.scene.sku, 5, "50.00");
    shop.apply();
    int order = shop.scene.shown(shop.body).id();
    int invoice = world().admin.invoice(order);

    shop.body.refund("57", "1", 2, "20.00", true);
    Outcome outcome = shop.apply();
    shop.settleMoney();

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(shop.scene.ordered(shop.body, "1")).isEqualByComparingTo("3");
    assertThat(shop.scene.line(shop.body, "1").invoiced()).isEqualByComparingTo("3");
    assertThat(shop.scene.open(shop.body, "1")).isEqualByComparingTo("3");
    assertThat(credited(invoice)).isEqualByComparingTo("23.80");
  }

  @Test
  default void anAmountForNothingInParticularWaitsForTheInvoiceAndIsCreditedThen() {
    RefundsContract.Shop shop = shop("draft");
    shop.body.line("1", shop.scene.sku, 2, "20.00");
    shop.apply();
    int order = shop.scene.shown(shop.body).id();
    shop.body.refund("57", "5.00");
    shop.apply();
    shop.settleMoney();
    Refund.MoneyState before = shop.refund("57").money().state();

    int invoice = world().admin.invoice(order);
    shop.settleMoney();

    assertThat(before).isEqualTo(Refund.MoneyState.WAITING);
    assertThat(shop.refund("57").money().state()).isEqualTo(Refund.MoneyState.DRAFTED);
    assertThat(credited(invoice)).isEqualByComparingTo("5.00");
  }

  @Test
  default void aFullRefundOfAnInvoicedOrderCancelsItAndCreditsAll() {
    RefundsContract.Shop shop = shop("posted");
    shop.body.line("1", shop.scene.sku, 2, "20.00").shipping("9", "4.90");
    shop.apply();
    int order = shop.scene.shown(shop.body).id();
    int invoice = world().admin.invoice(order);

    shop.body.refund("57", shop.body.gross().toPlainString()).status("refunded");
    shop.apply();
    shop.settleMoney();

    assertThat(shop.scene.reserved(shop.scene.sku)).isEqualByComparingTo("0");
    assertThat(shop.refund("57").money().detail()).contains("credit note");
    assertThat(credited(invoice)).isEqualByComparingTo(shop.body.gross());
  }

  @ParameterizedTest
  @ValueSource(strings = {"account.move/load", "account.move/action_post"})
  default void aLostAnswerMakesNoSecondCreditNote(String cut) {
    OdooRpcConfig direct = biller();
    URI odoo = URI.create(direct.url());
    try (FaultProxy proxy = FaultProxy.start(world().vertx, odoo.getHost(), odoo.getPort())) {
      OdooRpcConfig through =
          OdooRpcConfig.of(proxy.url(), direct.database(), direct.login(), direct.secret());
      String[] call = cut.split("/", 2);
      RefundsContract.Shop shop =
          new RefundsContract.Shop(
              world(),
              journal(),
              "posted",
              new CuttingRpc(world().client(through), call[0], call[1], 1, proxy));
      shop.body.line("1", shop.scene.sku, 2, "20.00");
      shop.apply();
      int order = shop.scene.shown(shop.body).id();
      int invoice = world().admin.invoice(order);
      shop.body.refund("57", "1", 1, "10.00", true);
      shop.apply();

      shop.settleMoney();
      Refund.MoneyState cutOff = shop.refund("57").money().state();
      proxy.mode(new FaultMode.Pass());
      shop.settleMoney();

      assertThat(cutOff).isIn(Refund.MoneyState.PENDING, Refund.MoneyState.POSTED);
      assertThat(shop.refund("57").money().state()).isEqualTo(Refund.MoneyState.POSTED);
      assertThat(credited(invoice)).isEqualByComparingTo("11.90");
    }
  }

  @Test
  default void aCreditedRefundThatTheShopDeletesWaitsForAPerson() {
    RefundsContract.Shop shop = shop("posted");
    shop.body.line("1", shop.scene.sku, 2, "20.00");
    shop.apply();
    int invoice = world().admin.invoice(shop.scene.shown(shop.body).id());
    shop.body.refund("57", "5.00");
    shop.apply();
    shop.settleMoney();

    shop.body.withoutRefund("57");
    shop.apply();
    shop.settleMoney();

    assertThat(shop.refund("57").money().state()).isEqualTo(Refund.MoneyState.REFUSED);
    assertThat(shop.refund("57").money().detail()).contains("deleted in the shop");
    assertThat(credited(invoice)).isEqualByComparingTo("5.00");
  }

  /** Sum of the credit notes of an invoice, of which there must be one. */
  private BigDecimal credited(int invoice) {
    List<Integer> notes = world().admin.search("account.move", "reversed_entry_id", invoice);
    assertThat(notes).hasSize(1);
    return world()
        .admin
        .read("account.move", notes.getFirst(), "amount_total")
        .path("amount_total")
        .decimalValue();
  }
}
