package org.odoobridge.outbound.channel.woocommerce.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.catalog.model.FieldValue;

/**
 * Which pictures the shop has. A picture is sent once by its address, from which the shop fetches
 * it, and named by the shop's number ever after: an address makes a new file at every update.
 */
final class MediaBook {
  private final ChannelId channel;
  private final CatalogCache cache;
  private final Optional<String> mediaUrl;
  private final Map<String, Long> known = new ConcurrentHashMap<>();

  /** Being fetched by the shop in the present round: others with the same picture wait. */
  private final Set<String> sending = new HashSet<>();

  /**
   * @param mediaUrl the bridge's own address as the shop reaches it; empty when it has none
   */
  MediaBook(ChannelId channel, CatalogCache cache, Optional<String> mediaUrl) {
    this.channel = channel;
    this.cache = cache;
    this.mediaUrl =
        mediaUrl.map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    known.putAll(cache.media(channel));
  }

  boolean canSend() {
    return mediaUrl.isPresent();
  }

  Optional<Long> id(String hash) {
    return Optional.ofNullable(known.get(hash));
  }

  void beginRound() {
    sending.clear();
  }

  /** Whether the picture must wait until the shop has answered for another product with it. */
  boolean underWay(String hash) {
    return !known.containsKey(hash) && sending.contains(hash);
  }

  /** How a request names the picture. */
  ObjectNode json(FieldValue.Image image) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Long id = known.get(image.hash());
    if (id != null) {
      json.put("id", id);
    } else {
      sending.add(image.hash());
      json.put("src", mediaUrl.orElseThrow() + "/media/" + image.hash() + suffix(image.mimeType()));
    }
    return json.put("alt", image.alt());
  }

  /** WordPress tells a file's type by its name. */
  static String suffix(String mimeType) {
    return switch (mimeType) {
      case "image/jpeg" -> ".jpg";
      case "image/png" -> ".png";
      case "image/gif" -> ".gif";
      case "image/webp" -> ".webp";
      default -> "";
    };
  }

  /** Remembers what the shop said of pictures it was sent in this order. */
  void learn(Collection<FieldValue.Image> sent, JsonNode shown) {
    Map<String, Long> learned = new HashMap<>();
    int i = 0;
    for (FieldValue.Image image : sent) {
      long id = shown.path(i++).path("id").asLong(0);
      if (id != 0 && !Long.valueOf(id).equals(known.get(image.hash()))) {
        learned.put(image.hash(), id);
      }
    }
    remember(learned);
  }

  /** Finds pictures of ours by the name of their file, which is their hash. */
  void recognise(Collection<FieldValue.Image> wanted, JsonNode shown) {
    Map<String, Long> learned = new HashMap<>();
    for (JsonNode picture : shown) {
      String file = picture.path("src").asText("");
      for (FieldValue.Image image : wanted) {
        if (!known.containsKey(image.hash()) && file.contains(image.hash())) {
          learned.put(image.hash(), picture.path("id").asLong());
        }
      }
    }
    remember(learned);
  }

  /** The shop no longer has them. */
  void forget(Collection<FieldValue.Image> images) {
    Map<String, Long> gone = new HashMap<>();
    images.forEach(image -> gone.put(image.hash(), 0L));
    gone.keySet().forEach(known::remove);
    cache.saveMedia(channel, gone);
  }

  private void remember(Map<String, Long> learned) {
    known.putAll(learned);
    cache.saveMedia(channel, learned);
  }
}
