package org.odoobridge.outbound.capture;

import io.debezium.connector.postgresql.PostgresConnector;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.odoobridge.core.runtime.PgUrl;

/** The connector's settings, each with its reason. */
final class DebeziumSettings {
  private DebeziumSettings() {}

  /** Stands for an unchanged TOAST value; new with each stream, so no stored text can equal it. */
  static String newPlaceholder() {
    return "odoo-bridge-unchanged-" + UUID.randomUUID();
  }

  static Map<String, String> of(CaptureConfig config, CaptureSource source, String placeholder) {
    PgUrl database = source.database();
    Map<String, String> settings = new HashMap<>();
    settings.put("name", "odoo-bridge");
    settings.put("connector.class", PostgresConnector.class.getName());
    // Also names the connector's JMX beans, of which two with one name wait for each other.
    settings.put("topic.prefix", "bridge-" + UUID.randomUUID());
    settings.put("database.hostname", database.host());
    settings.put("database.port", Integer.toString(database.port()));
    settings.put("database.user", database.user());
    settings.put("database.password", database.password().reveal());
    settings.put("database.dbname", database.database());
    settings.put("database.tcpKeepAlive", "true");
    settings.put("plugin.name", "pgoutput");
    settings.put("slot.name", config.slot());
    settings.put("slot.drop.on.stop", "false");
    // Waiting for the slot is ours: the position is read again after it is taken.
    settings.put("slot.max.retries", "0");
    settings.put("slot.retry.delay.ms", "200");
    settings.put("publication.name", config.publication());
    settings.put("publication.autocreate.mode", "disabled");
    settings.put(
        "table.include.list",
        source.tables().stream()
            .map(table -> "public\\." + Pattern.quote(table))
            .collect(Collectors.joining(",")));
    settings.put("column.include.list", columns(source));
    settings.put("skipped.operations", "none");
    settings.put("tombstones.on.delete", "false");
    settings.put("snapshot.mode", "no_data");
    settings.put("provide.transaction.metadata", "true");
    // Half a second by default: so long the streaming thread naps when the WAL is quiet.
    settings.put("poll.interval.ms", "1");
    // Keeps NaN and the scale, which the other modes do not.
    settings.put("decimal.handling.mode", "string");
    // Tells the text of a number from text.
    settings.put("column.propagate.source.type", ".*");
    settings.put("time.precision.mode", "adaptive");
    settings.put("unavailable.value.placeholder", placeholder);
    // The driver must not confirm what we have not made durable.
    settings.put("lsn.flush.mode", "connector");
    // The start position is checked by GapCheck, which sees more than trust_offset does.
    settings.put("offset.mismatch.strategy", "no_validation");
    settings.put("status.update.interval.ms", "1000");
    settings.put("heartbeat.interval.ms", "0");
    // A broken stream ends the task; CaptureEngine opens the next one, with a fresh position.
    settings.put("errors.max.retries", "0");
    settings.put("executor.shutdown.timeout.ms", "4000");
    return settings;
  }

  /** Regular expressions of the columns that are decoded. */
  private static String columns(CaptureSource source) {
    return source.tables().stream()
        .map(
            table ->
                "public\\."
                    + Pattern.quote(table)
                    + "\\."
                    + (source.columns().containsKey(table)
                        ? source.columns().getOrDefault(table, Set.of()).stream()
                            .map(Pattern::quote)
                            .collect(Collectors.joining("|", "(", ")"))
                        : ".*"))
        .collect(Collectors.joining(","));
  }
}
