package org.odoobridge.inbound.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A reader in front of another one, for tests that step in between. */
class ForwardingReader implements ShopReader {
  private final ShopReader target;

  ForwardingReader(ShopReader target) {
    this.target = target;
  }

  @Override
  public Page changedOrders(String status, Instant after, int page) {
    return target.changedOrders(status, after, page);
  }

  @Override
  public Optional<JsonNode> order(String id) {
    return target.order(id);
  }

  @Override
  public List<String> existing(Collection<String> ids) {
    return target.existing(ids);
  }

  @Override
  public List<JsonNode> refunds(String id) {
    return target.refunds(id);
  }

  @Override
  public Map<String, Set<String>> refundIds(Collection<String> ids) {
    return target.refundIds(ids);
  }

  @Override
  public List<Webhook> webhooks() {
    return target.webhooks();
  }

  @Override
  public void createWebhook(String topic, String deliveryUrl, String secret) {
    target.createWebhook(topic, deliveryUrl, secret);
  }

  @Override
  public void deleteWebhook(String id) {
    target.deleteWebhook(id);
  }
}
