package org.odoobridge.app.preflight.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.odoobridge.app.preflight.Check;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.inbound.odoo.BotUserRecipe;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooFailure;
import org.odoobridge.inbound.odoo.rpc.OdooFault;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;
import org.odoobridge.inbound.odoo.rpc.OdooVersion;

/** Looks at Odoo through its API as the bridge's own user: version, login, rights, modules. */
public final class OdooCheck implements Check {
  private static final String RECIPE = "set the user up as 'check --sql' describes";
  private static final int PROVEN_VERSION = 14;

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
  private final List<Finding> findings = new ArrayList<>();

  /** Its calls block; {@link #look} is to be run on a virtual thread. */
  public OdooCheck(OdooRpc odoo, String login) {
    this.odoo = odoo;
    this.login = login;
  }

  @Override
  public String about() {
    return "odoo api";
  }

  @Override
  public List<Finding> look() {
    findings.clear();
    try {
      version(odoo.version());
      int user = odoo.login();
      ok("user " + login + " can log in");
      account(user);
      groups();
      modules();
      rights();
    } catch (OdooFailure failure) {
      findings.add(unanswered(failure.fault()));
    }
    return List.copyOf(findings);
  }

  private Finding unanswered(OdooFault fault) {
    return switch (fault) {
      case OdooFault.Denied denied ->
          problem(
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

  private void version(OdooVersion version) {
    if (version.major() == PROVEN_VERSION) {
      ok("Odoo " + version.text());
    } else {
      findings.add(
          Finding.warning(
              about(),
              "Odoo " + version.text() + ": this bridge is proven with " + PROVEN_VERSION + ".0",
              "try it on a copy first"));
    }
  }

  private void account(int user) {
    JsonNode record =
        odoo.call(OdooCall.read("res.users", List.of(user), List.of("email", "company_ids")))
            .path(0);
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

  private void groups() {
    for (String group : BotUserRecipe.GROUPS) {
      if (!has(group)) {
        findings.add(problem("user " + login + " is not in group " + group, RECIPE));
      }
    }
    List<String> extra = TOO_MUCH.stream().filter(this::has).toList();
    if (!extra.isEmpty()) {
      findings.add(
          Finding.warning(
              about(),
              "user " + login + " is an administrator (" + String.join(", ", extra) + ")",
              "give the bridge a user of its own; " + RECIPE));
    }
  }

  private boolean has(String group) {
    return odoo.call(OdooCall.of("res.users", "has_group").with("group_ext_id", group)).asBoolean();
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

  private void rights() {
    List<String> missing = new ArrayList<>();
    NEEDED.forEach(
        (model, operations) ->
            operations.stream()
                .filter(operation -> !allowed(model, operation))
                .forEach(operation -> missing.add(operation + " " + model)));
    if (missing.isEmpty()) {
      ok("user " + login + " may do what the bridge does");
    } else {
      findings.add(problem("user " + login + " may not " + String.join(", ", missing), RECIPE));
    }
  }

  private boolean allowed(String model, String operation) {
    return odoo.call(
            OdooCall.of(model, "check_access_rights")
                .with("operation", operation)
                .option("raise_exception", false))
        .asBoolean();
  }

  private void ok(String message) {
    findings.add(Finding.ok(about(), message));
  }

  private Finding problem(String message, String remedy) {
    return Finding.problem(about(), message, remedy);
  }
}
