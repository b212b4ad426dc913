package org.odoobridge.inbound.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.journal.Append;
import org.odoobridge.core.journal.JournalEntry;
import org.odoobridge.core.journal.JournalUnavailable;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.inbound.dedup.RawDelivery;
import org.odoobridge.inbound.ingest.Acceptance;
import org.odoobridge.inbound.work.Rereads;

/** Fresh reads over a shop's REST API, stored like everything else that comes in. */
public final class ShopRereads implements Rereads {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<ChannelId, Shop> shops;
  private final Clock clock;

  /** One shop and the way into the journal for what it answers. */
  public record Shop(ShopReader reader, Acceptance acceptance) {}

  public ShopRereads(Map<ChannelId, Shop> shops, Clock clock) {
    this.shops = Map.copyOf(shops);
    this.clock = clock;
  }

  @Override
  public Optional<Outcome> settle(JournalEntry entry) {
    Shop shop = shops.get(entry.key().source());
    if (shop == null) {
      return Optional.of(
          new Outcome.Rejected(
              new Problem.Business(
                  "unknown-source",
                  "no source " + entry.key().source() + " is configured any more",
                  "configure it again and redrive, or discard")));
    }
    try {
      return shop.reader()
          .order(entry.key().id())
          .map(order -> found(shop, entry, order))
          .orElseGet(() -> gone(shop, entry));
    } catch (ShopFailure e) {
      return Optional.of(new Outcome.Failed(e.problem()));
    } catch (JournalUnavailable e) {
      return Optional.of(
          new Outcome.Failed(
              Problem.Technical.of(TechnicalKind.SERVER_ERROR, String.valueOf(e.getMessage()))));
    }
  }

  private Optional<Outcome> found(Shop shop, JournalEntry entry, JsonNode order) {
    long holder = store(shop, entry, "order.updated", order.toString());
    return holder == entry.id()
        ? Optional.empty()
        : Optional.of(new Outcome.Superseded("entry " + holder + " holds the order's state"));
  }

  private Optional<Outcome> gone(Shop shop, JournalEntry entry) {
    String body = "{\"id\":" + entry.key().id() + "}";
    if (isDeletion(entry)) {
      return Optional.empty(); // the entry says what the shop says
    }
    long holder = store(shop, entry, "order.deleted", body);
    return Optional.of(
        new Outcome.Superseded("the shop has no such order any more; see entry " + holder));
  }

  private long store(Shop shop, JournalEntry entry, String topic, String body) {
    Acceptance.Result result =
        shop.acceptance()
            .accept(
                new RawDelivery(
                    entry.key().source(),
                    topic,
                    Map.of(),
                    Payload.of(body),
                    clock.instant(),
                    Via.REREAD));
    return switch (result) {
      case Acceptance.Result.Stored stored -> idOf(stored.append());
      case Acceptance.Result.NotStored notStored ->
          throw new IllegalStateException("an order was not stored: " + notStored.reason());
    };
  }

  private static long idOf(Append append) {
    return append.entryId();
  }

  private static boolean isDeletion(JournalEntry entry) {
    try {
      JsonNode body = JSON.readTree(entry.body().bytes());
      return body.isObject() && body.size() == 1 && body.has("id");
    } catch (IOException e) {
      return false; // what is not JSON was parked and never comes here
    }
  }
}
