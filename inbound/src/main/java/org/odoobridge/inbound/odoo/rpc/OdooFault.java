package org.odoobridge.inbound.odoo.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;

/** Why a call to Odoo brought no result. */
public sealed interface OdooFault {
  /** What Odoo or the network said, shortened; no traceback, no secret. */
  String detail();

  /**
   * A rule of Odoo refused it and the transaction was rolled back.
   *
   * @param type Odoo's exception, e.g. {@code UserError}
   */
  record Refused(String type, String detail) implements OdooFault {}

  /** The credentials were refused before anything ran. */
  record Denied(String detail) implements OdooFault {}

  /** A concurrent transaction won, Odoo rolled back; the same call will succeed later. */
  record Conflict(String detail) implements OdooFault {}

  /** No connection; nothing was sent. */
  record Unreachable(String detail) implements OdooFault {}

  /** Sent, but no answer came: it may have been carried out, and may still be running. */
  record Lost(String detail) implements OdooFault {}

  /**
   * Odoo raised something that is no rule (a bug, a missing field, its database away) and rolled
   * back, or answered with an error page.
   */
  record Broken(String type, String detail) implements OdooFault {}

  /** The answer is not the protocol's, or longer than allowed. It may have been carried out. */
  record Garbled(String detail) implements OdooFault {}

  /** Whether the call may have taken effect all the same. */
  default boolean isUncertain() {
    return switch (this) {
      case Lost ignored -> true;
      case Garbled ignored -> true;
      case Refused ignored -> false;
      case Denied ignored -> false;
      case Conflict ignored -> false;
      case Unreachable ignored -> false;
      case Broken ignored -> false;
    };
  }

  /**
   * Whether one of several records in a call may be to blame, so that the others deserve a call
   * without it. Nothing was saved in that case.
   */
  default boolean mayBlameOneRecord() {
    return switch (this) {
      case Refused ignored -> true;
      case Broken broken ->
          !OUTAGES.contains(broken.type())
              && !UNKNOWN.contains(broken.type())
              && !broken.type().startsWith("HTTP 4");
      case Denied ignored -> false;
      case Conflict ignored -> false;
      case Unreachable ignored -> false;
      case Lost ignored -> false;
      case Garbled ignored -> false;
    };
  }

  /** What Odoo raises, or a server before it answers, when all calls fail alike. */
  Set<String> OUTAGES =
      Set.of(
          "OperationalError",
          "InterfaceError",
          "PoolError",
          "AdminShutdown",
          "CrashShutdown",
          "CannotConnectNow",
          "TooManyConnections",
          "DiskFull",
          "OutOfMemory",
          "QueryCanceled",
          "ReadOnlySqlTransaction",
          "HTTP 503");

  /** JSON-2's words for a model, method or argument that this Odoo does not have. */
  Set<String> UNKNOWN = Set.of("NotFound", "UnprocessableEntity");

  /** Short name for metrics. */
  default String kind() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Whose turn it is. */
  default Problem problem() {
    return switch (this) {
      case Refused refused ->
          new Problem.Business(
              "odoo-" + dashed(refused.type()),
              "Odoo refused: " + refused.detail(),
              refused.type().equals("AccessError")
                  ? "give the bridge's Odoo user the missing right, then redrive"
                  : "correct the data in Odoo or in the channel, then redrive");
      case Denied denied -> Problem.Technical.of(TechnicalKind.UNAUTHORIZED, denied.detail());
      case Conflict conflict ->
          Problem.Technical.of(TechnicalKind.SERIALIZATION, conflict.detail());
      case Unreachable away ->
          Problem.Technical.of(TechnicalKind.CONNECTION_REFUSED, away.detail());
      case Lost lost -> Problem.Technical.of(TechnicalKind.TIMEOUT, lost.detail());
      case Broken broken ->
          Problem.Technical.of(TechnicalKind.SERVER_ERROR, broken.type() + ": " + broken.detail());
      case Garbled garbled -> Problem.Technical.of(TechnicalKind.PROTOCOL, garbled.detail());
    };
  }

  /** What refuses the credentials: Odoo's own, and what it answers to a missing API key. */
  Set<String> DENIALS =
      Set.of("AccessDenied", "SessionExpiredException", "Unauthorized", "Forbidden");

  /** Exceptions by which Odoo says no for good. */
  Set<String> RULES =
      Set.of(
          "UserError",
          "ValidationError",
          "AccessError",
          "MissingError",
          "RedirectWarning",
          "Warning");

  /**
   * The one translation of Odoo's own errors.
   *
   * @param name {@code error.data.name}: the Python class, e.g. {@code odoo.exceptions.UserError}
   * @param message {@code error.data.message}
   */
  static OdooFault from(String name, String message) {
    String type = name.substring(name.lastIndexOf('.') + 1);
    String detail = shortened(message);
    if (isConflict(name, message)) {
      return new Conflict(detail);
    }
    if (DENIALS.contains(type)) {
      return new Denied(detail.isEmpty() ? "access denied" : detail);
    }
    if (name.startsWith("odoo.") && RULES.contains(type)) {
      return new Refused(type, detail);
    }
    return new Broken(type.isEmpty() ? "unnamed error" : type, detail);
  }

  /** As {@link #from(String, String)}, from the {@code error} object of a JSON-RPC answer. */
  static OdooFault from(JsonNode error) {
    JsonNode data = error.path("data");
    String message = data.path("message").asText(error.path("message").asText(""));
    return from(data.path("name").asText(""), message);
  }

  /**
   * What an answer means that is not Odoo's protocol: its own error page, or somebody's between us
   * and Odoo.
   *
   * @param status of the HTTP answer
   */
  static OdooFault page(int status) {
    String code = "HTTP " + status;
    return switch (status) {
      // Odoo's own page: it raised an error outside its RPC handler and rolled back.
      case 500 ->
          new Broken(
              code,
              "Odoo answered with an error page: the reason is in its log; with several databases"
                  + " set dbfilter to get it here");
      // A proxy gave up; what it had passed on may still run.
      case 502, 504 -> new Lost(code + " from a proxy");
      case 401, 403 -> new Denied(code);
      case 404 ->
          new Broken(code, "no such address or no such database on this server; nothing was run");
      case 405, 413, 415, 429, 503 -> new Broken(code, "nothing was run");
      default -> new Garbled(code + ", but no answer of Odoo's API in it");
    };
  }

  /**
   * Whether a message names a lost race, which a repeat wins: also inside {@code load}'s answer.
   */
  static boolean isConflict(String type, String message) {
    String text = message.toLowerCase(Locale.ROOT);
    return type.endsWith("SerializationFailure")
        || type.endsWith("DeadlockDetected")
        || type.endsWith("LockNotAvailable")
        || type.equals("odoo.exceptions.LockError")
        || type.equals("odoo.exceptions.ConcurrencyError")
        || text.contains("could not serialize access")
        || text.contains("deadlock detected")
        || text.contains("could not obtain lock")
        // two confirmations of one order: 17 and 18 trip over the follower that both add
        || text.contains("cannot follow twice the same object")
        // two first writes of one external id: the loser finds the record at the next try
        || text.contains("ir_model_data_module_name_uniq_index");
  }

  /** The lost race that an answer of {@code load} reports in its messages, if it does. */
  static Optional<Conflict> conflictIn(JsonNode answerOfLoad) {
    if (!answerOfLoad.path("ids").isArray()) {
      for (JsonNode message : answerOfLoad.path("messages")) {
        String text = message.path("message").asText("");
        if (isConflict("", text)) {
          return Optional.of(new Conflict(shortened(text)));
        }
      }
    }
    return Optional.empty();
  }

  private static String shortened(String message) {
    String oneLine = message.replaceAll("\\s+", " ").strip();
    return oneLine.length() <= 500 ? oneLine : oneLine.substring(0, 500) + "…";
  }

  private static String dashed(String type) {
    return type.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
