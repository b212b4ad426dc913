package org.odoobridge.inbound.apply.partner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.odoobridge.inbound.apply.Samples;
import org.odoobridge.inbound.odoo.OdooMasterData;
import org.odoobridge.inbound.odoo.OdooPartner;

class OrderPartiesTest {
  private static final OdooMasterData ODOO = Samples.odoo();

  @Test
  void anAccountIsItsNumberAndAGuestTheHashOfTheEmail() {
    OrderParties account = OrderParties.of(Samples.order());
    OrderParties guest = OrderParties.of(Samples.order(json -> json.put("customer_id", 0)));
    OrderParties sameGuest =
        OrderParties.of(
            Samples.order(
                json -> {
                  json.put("customer_id", 0);
                  ((ObjectNode) json.path("billing")).put("email", " Hook.92EE@example.com ");
                }));

    assertThat(account.ref().name()).isEqualTo("shop~partner~6");
    assertThat(guest.ref().name()).matches("shop~partner~mail-[0-9a-f]{20}");
    assertThat(guest.ref().name()).doesNotContain("hook");
    assertThat(sameGuest.ref()).isEqualTo(guest.ref());
  }

  @Test
  void whoSaysNothingIsTheChannelsOneAnonymousGuest() {
    OrderParties nobody =
        OrderParties.of(
            Samples.order(
                json -> {
                  json.put("customer_id", 0);
                  json.putObject("billing");
                }));

    assertThat(nobody.ref().name()).isEqualTo("shop~partner~anonymous");
    assertThat(nobody.name()).isEqualTo("Guest of shop");
    assertThat(nobody.children()).isEmpty();
  }

  @Test
  void anAddressIsAChildOnlyWhereItDiffers() {
    OrderParties party = OrderParties.of(Samples.order());
    OdooPartner same =
        new OdooPartner(5, true, 0, false, "jörg  süß", "x", "a 1", "", "50667", "KÖLN", 57);
    OdooPartner moved =
        new OdooPartner(5, true, 0, false, "Jörg Süß", "x", "B 2", "", "50667", "Köln", 57);

    assertThat(party.childrenBesides(same, ODOO)).isEmpty();
    assertThat(party.childrenBesides(moved, ODOO))
        .singleElement()
        .satisfies(
            child -> {
              assertThat(child.role()).isEqualTo(OrderParties.Role.INVOICE);
              assertThat(child.name()).isEqualTo("Jörg Süß");
              assertThat(child.ref().name()).matches("shop~partner~6-invoice-[0-9a-f]{20}");
            });
  }

  @Test
  void goodsThatGoElsewhereHaveADeliveryAddress() {
    OrderParties party =
        OrderParties.of(
            Samples.order(
                json ->
                    json.putObject("shipping")
                        .put("last_name", "Oma")
                        .put("address_1", "Hof 2")
                        .put("country", "DE")));

    assertThat(party.shipsToBilling()).isFalse();
    assertThat(party.children())
        .extracting(OrderParties.Child::role)
        .containsExactly(OrderParties.Role.INVOICE, OrderParties.Role.DELIVERY);
  }
}
