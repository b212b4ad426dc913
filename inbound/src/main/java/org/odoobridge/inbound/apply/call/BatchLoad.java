package org.odoobridge.inbound.apply.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.odoo.rpc.OdooFault;

/**
 * Loads many records in one call and finds out which of them Odoo refuses: {@code load} saves all
 * or nothing, so the refused ones are taken out, by the rows the answer names or else by halving,
 * and the rest is loaded again.
 */
public final class BatchLoad {
  private final OdooCalls calls;

  public BatchLoad(OdooCalls calls) {
    this.calls = calls;
  }

  /** One record with its rows; {@code key} is the caller's. */
  public record Item<K>(K key, List<List<String>> rows) {
    public Item {
      rows = List.copyOf(rows);
    }
  }

  /** What became of one record. */
  public sealed interface Result {
    record Loaded(int id) implements Result {}

    record Refused(Problem.Business problem) implements Result {}

    record Failed(OdooFault fault) implements Result {}
  }

  /** One result per item; items before a failed call may be loaded all the same. */
  public <K> Map<K, Result> load(String model, List<String> fields, List<Item<K>> items) {
    Map<K, Result> results = new LinkedHashMap<>();
    run(model, fields, items, false, results);
    return results;
  }

  private <K> void run(
      String model,
      List<String> fields,
      List<Item<K>> items,
      boolean again,
      Map<K, Result> results) {
    if (items.isEmpty()) {
      return;
    }
    List<List<String>> rows = items.stream().flatMap(item -> item.rows().stream()).toList();
    switch (calls.load(model, fields, rows)) {
      case OdooCalls.Answer.Given given ->
          take(model, fields, items, again, given.result(), results);
      case OdooCalls.Answer.Refused refused ->
          narrow(model, fields, items, again, resultOf(refused.fault()), results);
      case OdooCalls.Answer.Faulty faulty ->
          items.forEach(item -> results.put(item.key(), new Result.Failed(faulty.fault())));
    }
  }

  private <K> void take(
      String model,
      List<String> fields,
      List<Item<K>> items,
      boolean again,
      JsonNode answer,
      Map<K, Result> results) {
    JsonNode ids = answer.path("ids");
    if (ids.isArray() && ids.size() == items.size()) {
      for (int i = 0; i < items.size(); i++) {
        results.put(items.get(i).key(), new Result.Loaded(ids.path(i).asInt()));
      }
      return;
    }
    if (ids.isArray()) {
      OdooFault fault =
          new OdooFault.Garbled(
              "load answered " + ids.size() + " ids for " + items.size() + " records");
      items.forEach(item -> results.put(item.key(), new Result.Failed(fault)));
      return;
    }
    Map<Integer, JsonNode> blamed = blamed(items, answer.path("messages"));
    if (blamed.isEmpty() || items.size() == 1) {
      narrow(model, fields, items, again, refusal(model, answer.path("messages")), results);
      return;
    }
    List<Item<K>> rest = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (blamed.containsKey(i)) {
        run(model, fields, List.of(items.get(i)), again, results);
      } else {
        rest.add(items.get(i));
      }
    }
    run(model, fields, rest, again, results);
  }

  /**
   * Finds the one to blame.
   *
   * @param verdict what becomes of it
   */
  private <K> void narrow(
      String model,
      List<String> fields,
      List<Item<K>> items,
      boolean again,
      Result verdict,
      Map<K, Result> results) {
    if (items.size() > 1) {
      int half = items.size() / 2;
      run(model, fields, items.subList(0, half), again, results);
      run(model, fields, items.subList(half, items.size()), again, results);
    } else if (!again) {
      // A lost race may be reported in a language we do not know: one more try tells it apart.
      run(model, fields, items, true, results);
    } else {
      results.put(items.getFirst().key(), verdict);
    }
  }

  private static Result resultOf(OdooFault fault) {
    return switch (fault.problem()) {
      case Problem.Business business -> new Result.Refused(business);
      case Problem.Technical ignored -> new Result.Failed(fault);
    };
  }

  private static Result refusal(String model, JsonNode messages) {
    return new Result.Refused(
        new Problem.Business(
            "odoo-import",
            "Odoo refused to import the " + model + ": " + text(messages.path(0)),
            "correct the data in Odoo or in the channel, then redrive"));
  }

  /** The items whose rows an error names, by their place. */
  private static <K> Map<Integer, JsonNode> blamed(List<Item<K>> items, JsonNode messages) {
    Map<Integer, JsonNode> blamed = new LinkedHashMap<>();
    for (JsonNode message : messages) {
      JsonNode from = message.path("rows").path("from");
      if (message.path("type").asText().equals("error") && from.canConvertToInt()) {
        blamed.putIfAbsent(itemAt(items, from.asInt()), message);
      }
    }
    blamed.remove(-1);
    return blamed;
  }

  private static <K> int itemAt(List<Item<K>> items, int row) {
    int end = 0;
    for (int i = 0; i < items.size(); i++) {
      end += items.get(i).rows().size();
      if (row < end) {
        return i;
      }
    }
    return -1;
  }

  private static String text(JsonNode message) {
    String text = message.path("message").asText("no reason given").replaceAll("\\s+", " ");
    return text.length() <= 500 ? text : text.substring(0, 500) + "…";
  }
}
