package org.odoobridge.inbound.apply.partner;

import java.util.List;
import org.odoobridge.inbound.odoo.OdooMasterData;
import org.odoobridge.inbound.odoo.OdooPartner;
import org.odoobridge.inbound.order.ChannelOrder.Address;

/** Contacts as rows of Odoo's import. */
public final class PartnerRows {
  public static final List<String> MAIN_FIELDS =
      List.of(
          "id",
          "name",
          "company_name",
          "email",
          "phone",
          "street",
          "street2",
          "zip",
          "city",
          "country_id/.id",
          "state_id/.id");
  public static final List<String> CHILD_FIELDS =
      List.of(
          "id",
          "parent_id/.id",
          "type",
          "name",
          "phone",
          "street",
          "street2",
          "zip",
          "city",
          "country_id/.id",
          "state_id/.id");

  private PartnerRows() {}

  /** A new customer, at the billing address. */
  public static List<String> main(OrderParties party, OdooMasterData odoo) {
    Address at = party.billing();
    return List.of(
        party.ref().qualified(),
        party.name(),
        at.company(),
        party.email(),
        at.phone(),
        at.street(),
        at.street2(),
        at.zip(),
        at.city(),
        country(at, odoo),
        state(at, odoo));
  }

  public static List<String> child(OrderParties.Child child, int parent, OdooMasterData odoo) {
    Address at = child.address();
    return List.of(
        child.ref().qualified(),
        String.valueOf(parent),
        child.role().word(),
        child.name(),
        at.phone(),
        at.street(),
        at.street2(),
        at.zip(),
        at.city(),
        country(at, odoo),
        state(at, odoo));
  }

  /** What {@link #main} made, without asking for it. */
  public static OdooPartner asShown(int id, OrderParties party, OdooMasterData odoo) {
    Address at = party.billing();
    return new OdooPartner(
        id,
        true,
        0,
        false,
        party.name(),
        party.email(),
        at.street(),
        at.street2(),
        at.zip(),
        at.city(),
        odoo.country(at.country()).orElse(0));
  }

  private static String country(Address at, OdooMasterData odoo) {
    return odoo.country(at.country()).map(String::valueOf).orElse("");
  }

  private static String state(Address at, OdooMasterData odoo) {
    return odoo.state(at.country(), at.state()).map(String::valueOf).orElse("");
  }
}
