package org.odoobridge.app.preflight.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.odoobridge.app.preflight.Check;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.inbound.odoo.BotUserRecipe;
import org.odoobridge.inbound.odoo.OdooMasterData;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooFailure;
import org.odoobridge.inbound.odoo.rpc.OdooFault;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;
import org.odoobridge.inbound.odoo.rpc.OdooVersion;
import org.odoobridge.inbound.odoo.rpc.Protocol;

/**
 * Looks at Odoo through its API as the bridge's own user: release, protocol and differences, login,
 * rights, modules.
 */
public final class OdooCheck implements Check {
  private static final String RECIPE = "set the user up as 'check --sql' describes";

  /** Releases whose differences the bridge knows. */
  private static final int OLDEST = 14;

  private static final int NEWEST = 19;

  /** From here on a user's groups are asked of its record, and rights by another method. */
  private static final int FIRST_WITH_ACCESS_OF_RECORDS = 18;

  /** The first release that speaks JSON-2. */
  private static final int FIRST_WITH_JSON2 = 19;

  /** What the bridge does with its user, by model: the operations Odoo must allow. */
  private static final Map<String, List<String>> NEEDED =
      new TreeMap<>(
          Map.of(
              "sale.order", List.of("read", "create", "write"),
              "sale.order.line", List.of("read", "create", "write", "unlink"),
              "res.partner", List.of("read", "create", "write"),
              "product.product", List.of("read"),
              "account.tax", List.of("read")));

  private static final List<String> TOO_MUCH =
      List.of("base.group_system", "base.group_erp_manager");

  private final OdooRpc odoo;
  private final String login;
  private final Tables tables;
  private final boolean credits;
  private final List<Finding> findings = new ArrayList<>();

  /** What Odoo's database shows to the bridge's role, given the server's version. */
  @FunctionalInterface
  public interface Tables {
    /** Throws {@link SqlFailure} when it cannot be read. */
    OdooMasterData read(OdooVersion version);
  }

  /** Its calls block; {@link #look} is to be run on a virtual thread. */
  public OdooCheck(OdooRpc odoo, String login, Tables tables) {
    this(odoo, login, tables, false);
  }

  /**
   * @param credits whether some source's refunds become credit notes
   */
  public OdooCheck(OdooRpc odoo, String login, Tables tables, boolean credits) {
    this.credits = credits;
    this.odoo = odoo;
    this.login = login;
    this.tables = tables;
  }

  @Override
  public String about() {
    return "odoo api";
  }

  @Override
  public List<Finding> look() {
    findings.clear();
    try {
      OdooVersion version = odoo.version();
      release(version);
      int user = odoo.login();
      ok("user " + login + " can log in");
      account(user);
      groups(user, version);
      modules();
      rights(version);
    } catch (OdooFailure failure) {
      findings.add(unanswered(failure.fault()));
    }
    return List.copyOf(findings);
  }

  private Finding unanswered(OdooFault fault) {
    return switch (fault) {
      case OdooFault.Denied denied ->
          odoo.protocol() == Protocol.JSON2
              ? problem(
                  "Odoo refuses the secret of user " + login + ": " + denied.detail(),
                  "JSON-2 takes an API key only. "
                      + BotUserRecipe.KEY
                      + " Until Odoo 22, protocol: jsonrpc takes a password, too")
              : problem(
                  "Odoo refuses user " + login + ": " + denied.detail(),
                  "correct odoo.rpc.login, odoo.rpc.secret or odoo.rpc.database; " + RECIPE);
      case OdooFault.Unreachable away ->
          problem("nobody answers: " + away.detail(), "start Odoo, or correct odoo.rpc.url");
      case OdooFault.Lost lost ->
          problem("no answer in time: " + lost.detail(), "see why Odoo is slow, and try again");
      case OdooFault.Refused refused -> problem(refused.type() + ": " + refused.detail(), RECIPE);
      case OdooFault.Conflict conflict -> problem("busy: " + conflict.detail(), "try again");
      case OdooFault.Broken broken ->
          problem(
              "Odoo answers with an error: " + broken.detail(),
              "correct odoo.rpc.database; when the server has several databases, set dbfilter");
      case OdooFault.Garbled garbled ->
          problem(
              "what answers is not Odoo's API: " + garbled.detail(),
              "correct odoo.rpc.url: the address of Odoo itself, without a path");
    };
  }

  /** The release, how it is spoken to and what differs in it. */
  private void release(OdooVersion version) {
    String name = "Odoo " + version.text() + ", " + odoo.protocol().title();
    try {
      OdooMasterData data = tables.read(version);
      ok(name + "; " + String.join("; ", data.dialect().facts()));
      data.companies().stream()
          .filter(OdooMasterData.Company::roundsTaxGlobally)
          .forEach(this::rounding);
    } catch (SqlFailure failure) {
      ok(name);
      findings.add(
          Finding.warning(
              about(),
              "what differs in it is not known, its tables cannot be read: " + failure.getMessage(),
              "see to the findings about Odoo's database first"));
    }
    if (version.major() < OLDEST || version.major() > NEWEST) {
      findings.add(
          Finding.warning(
              about(),
              "this bridge knows Odoo %d to %d, not %s".formatted(OLDEST, NEWEST, version.text()),
              "try it on a copy first"));
    }
    if (version.major() >= FIRST_WITH_JSON2 && odoo.protocol() == Protocol.JSONRPC) {
      findings.add(
          Finding.warning(
              about(),
              "this Odoo speaks JSON-2, and JSON-RPC goes away with Odoo 22",
              "set odoo.rpc.protocol to auto with an API key. " + BotUserRecipe.KEY));
    }
  }

  private void rounding(OdooMasterData.Company company) {
    findings.add(
        Finding.warning(
            about(),
            "company "
                + company.name()
                + " rounds tax over the whole order; shops mostly round it on every line, and an"
                + " order that differs by a cent is held back",
            "round per line in Odoo's accounting settings, or as the shop does"));
  }

  private void account(int user) {
    JsonNode record =
        odoo.call(
                OdooCall.read("res.users", List.of(user), List.of("login", "email", "company_ids")))
            .path(0);
    if (!record.path("login").asText("").equals(login)) {
      findings.add(
          problem(
              "the secret is that of user " + record.path("login").asText(),
              "correct odoo.rpc.login, or give user " + login + " a key of its own"));
    }
    if (record.path("email").asText("").isBlank() || record.path("email").isBoolean()) {
      findings.add(
          problem(
              "user " + login + " has no e-mail address, and Odoo then refuses to cancel orders",
              "set one in Odoo under Settings > Users"));
    } else {
      ok("user " + login + " has an e-mail address");
    }
    if (record.path("company_ids").size() > 1) {
      findings.add(Finding.note(about(), "user " + login + " works in several companies"));
    }
  }

  private void groups(int user, OdooVersion version) {
    for (String group : BotUserRecipe.groups(version)) {
      if (!has(group, user, version)) {
        findings.add(problem("user " + login + " is not in group " + group, RECIPE));
      }
    }
    if (credits && !has(BotUserRecipe.CREDITING, user, version)) {
      findings.add(
          Finding.warning(
              about(),
              "refunds become credit notes, but user %s is not in group %s: what was invoiced will"
                      .formatted(login, BotUserRecipe.CREDITING)
                  + " wait for a person",
              "give the user Invoicing: 'Billing', or set refunds.creditNotes of the sources to"
                  + " never"));
    }
    List<String> extra = TOO_MUCH.stream().filter(group -> has(group, user, version)).toList();
    if (!extra.isEmpty()) {
      findings.add(
          Finding.warning(
              about(),
              "user " + login + " is an administrator (" + String.join(", ", extra) + ")",
              "give the bridge a user of its own; " + RECIPE));
    }
  }

  private boolean has(String group, int user, OdooVersion version) {
    OdooCall asked =
        version.major() >= FIRST_WITH_ACCESS_OF_RECORDS
            ? OdooCall.on("res.users", "has_group", List.of(user))
            : OdooCall.of("res.users", "has_group");
    return odoo.call(asked.with("group_ext_id", group)).asBoolean();
  }

  private void modules() {
    JsonNode order =
        odoo.call(
            OdooCall.of("sale.order", "fields_get")
                .with("allfields", List.of("warehouse_id"))
                .with("attributes", List.of("type")));
    if (order.path("warehouse_id").isMissingNode()) {
      findings.add(
          problem(
              "sales orders have no warehouse: module sale_stock is not installed",
              "install Odoo's Inventory together with Sales"));
    } else {
      ok("modules sale and stock are installed");
    }
  }

  private void rights(OdooVersion version) {
    List<String> missing = new ArrayList<>();
    NEEDED.forEach(
        (model, operations) ->
            operations.stream()
                .filter(operation -> !allowed(model, operation, version))
                .forEach(operation -> missing.add(operation + " " + model)));
    if (missing.isEmpty()) {
      ok("user " + login + " may do what the bridge does");
    } else {
      findings.add(problem("user " + login + " may not " + String.join(", ", missing), RECIPE));
    }
  }

  private boolean allowed(String model, String operation, OdooVersion version) {
    OdooCall asked =
        version.major() >= FIRST_WITH_ACCESS_OF_RECORDS
            ? OdooCall.on(model, "has_access", List.of()).with("operation", operation)
            : OdooCall.of(model, "check_access_rights")
                .with("operation", operation)
                .option("raise_exception", false);
    return odoo.call(asked).asBoolean();
  }

  private void ok(String message) {
    findings.add(Finding.ok(about(), message));
  }

  private Finding problem(String message, String remedy) {
    return Finding.problem(about(), message, remedy);
  }
}
