package org.odoobridge.inbound.odoo;

import java.util.List;
import java.util.stream.Stream;
import org.odoobridge.inbound.odoo.rpc.OdooVersion;

/**
 * The Odoo user the bridge works as: what it may do and how a person makes it. The tests run as
 * this user and no other.
 */
public final class BotUserRecipe {
  /**
   * External ids of the groups it needs in every release. Each stands for a right that is used: to
   * see and write all quotations whoever sells them, and to create customers.
   */
  public static final List<String> GROUPS =
      List.of(
          "base.group_user",
          "sales_team.group_sale_salesman_all_leads",
          "base.group_partner_manager");

  /** Needed only where refunds become credit notes: to make and post entries of accounting. */
  public static final String CREDITING = "account.group_account_invoice";

  /** From 19 on cancelling an order looks at purchases, which this group may. */
  private static final String CANCELLING = "stock.group_stock_user";

  private static final int FIRST_THAT_LOOKS = 19;

  /** How an API key is made. */
  public static final String KEY =
      "Log in as the user, open Preferences > Security (before 19: Account Security) > New API Key,"
          + " and give the key to the bridge as odoo.rpc.secret; renew it before it expires.";

  /** How to make it by hand, one step a line. */
  public static final List<String> STEPS =
      List.of(
          "In Odoo, as an administrator, open Settings > Users & Companies > Users and create a"
              + " user: name 'Odoo bridge', e-mail address of the team that watches the bridge"
              + " (without one Odoo refuses to cancel orders).",
          "Sales: 'User: All Documents'. Odoo 19: Inventory: 'User' too, without which Odoo refuses"
              + " to cancel orders. Where refunds become credit notes (refunds.creditNotes of a source is"
              + " draft or posted) Invoicing: 'Billing' too. No other application rights: not"
              + " Administration, before 19 not Inventory.",
          "Extra Rights: tick 'Contact Creation', nothing else.",
          "Allowed companies: exactly those whose orders the bridge enters; default company first.",
          "Language: the one in which settings and messages shall name Odoo's records.",
          "Odoo 14 to 18: set a long random password (Odoo 14: Action > Change Password) or make an"
              + " API key, and give it to the bridge as odoo.rpc.secret.",
          "Odoo 19 and later: an API key is needed. " + KEY);

  private BotUserRecipe() {}

  /** External ids of exactly the groups it needs. */
  public static List<String> groups(OdooVersion version) {
    return version.major() < FIRST_THAT_LOOKS
        ? GROUPS
        : Stream.concat(GROUPS.stream(), Stream.of(CANCELLING)).toList();
  }

  /**
   * As {@link #groups(OdooVersion)}, for a bridge that also makes credit notes.
   *
   * @param credits whether refunds become credit notes
   */
  public static List<String> groups(OdooVersion version, boolean credits) {
    return credits
        ? Stream.concat(groups(version).stream(), Stream.of(CREDITING)).toList()
        : groups(version);
  }

  /** The same by release, one line each, for people who assign groups by their external ids. */
  public static List<String> groupsByRelease() {
    return List.of(
        "Odoo 14 to 18: " + String.join(", ", GROUPS),
        "Odoo 19: " + String.join(", ", GROUPS) + ", " + CANCELLING,
        "with credit notes, on each: " + CREDITING);
  }

  /** Field of {@code res.users} that holds a user's own groups. */
  public static String groupsField(OdooVersion version) {
    return version.major() < FIRST_THAT_LOOKS ? "groups_id" : "group_ids";
  }
}
