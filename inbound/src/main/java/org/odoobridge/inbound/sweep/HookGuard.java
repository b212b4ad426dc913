package org.odoobridge.inbound.sweep;

import java.util.ArrayList;
import java.util.List;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a shop's webhooks to us alive. WooCommerce disables a webhook after a few failures and
 * keeps counting when it is enabled again, so a disabled one is deleted and made anew. One that a
 * person has paused is left alone.
 */
final class HookGuard {
  /**
   * What is needed to bring every change of an order, and every new product: its stock may have
   * waited for it. Not {@code product.updated}, which echoes each of our own writes.
   */
  static final List<String> TOPICS =
      List.of(
          "order.created", "order.updated", "order.deleted", "order.restored", "product.created");

  private static final Logger LOG = LoggerFactory.getLogger(HookGuard.class);

  private final ChannelId channel;
  private final ShopReader reader;
  private final String deliveryUrl;
  private final Secret secret;

  /**
   * @param deliveryUrl our address as the shop reaches it; empty = only mend what points to us
   * @param secret with which the shop shall sign
   */
  HookGuard(ChannelId channel, ShopReader reader, String deliveryUrl, Secret secret) {
    this.channel = channel;
    this.reader = reader;
    this.deliveryUrl = deliveryUrl;
    this.secret = secret;
  }

  /**
   * What was found and done.
   *
   * @param active topics that arrive
   * @param rearmed topics whose webhook was made anew, or made
   * @param paused topics a person has paused
   */
  record State(List<String> active, List<String> rearmed, List<String> paused) {
    static final State UNKNOWN = new State(List.of(), List.of(), List.of());

    State {
      active = List.copyOf(active);
      rearmed = List.copyOf(rearmed);
      paused = List.copyOf(paused);
    }
  }

  State check() {
    List<ShopReader.Webhook> ours = reader.webhooks().stream().filter(this::isOurs).toList();
    List<String> active = new ArrayList<>();
    List<String> rearmed = new ArrayList<>();
    List<String> paused = new ArrayList<>();
    for (ShopReader.Webhook hook : ours) {
      switch (hook.status()) {
        case "active" -> active.add(hook.topic());
        case "disabled" -> {
          rearm(hook);
          rearmed.add(hook.topic());
        }
        default -> paused.add(hook.topic());
      }
    }
    if (!deliveryUrl.isEmpty()) {
      for (String topic : TOPICS) {
        if (ours.stream().noneMatch(hook -> hook.topic().equals(topic))) {
          reader.createWebhook(topic, deliveryUrl, secret.reveal());
          log(topic, "webhook.created");
          rearmed.add(topic);
        }
      }
    }
    return new State(active, rearmed, paused);
  }

  private boolean isOurs(ShopReader.Webhook hook) {
    return deliveryUrl.isEmpty()
        ? hook.deliveryUrl().endsWith("/hooks/woocommerce/" + channel)
        : hook.deliveryUrl().equals(deliveryUrl);
  }

  /** The new one first: a failure in between leaves one too many rather than none. */
  private void rearm(ShopReader.Webhook hook) {
    reader.createWebhook(hook.topic(), hook.deliveryUrl(), secret.reveal());
    reader.deleteWebhook(hook.id());
    log(hook.topic(), "webhook.rearmed");
  }

  private void log(String topic, String what) {
    LOG.atInfo().addKeyValue("channel", channel).addKeyValue("topic", topic).log(what);
  }
}
