package org.odoobridge.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.odoobridge.core.config.ConfigType;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.delivery.BreakerConfig;
import org.odoobridge.outbound.projection.StockPolicy;

/**
 * A receiver of signed stock webhooks (Standard Webhooks, CloudEvents).
 *
 * @param url receives the POSTs; redirects are not followed
 * @param secrets sign every request, each of them; two while rotating. {@code whsec_} and base64,
 *     or any other text
 * @param stock which stock it may sell
 * @param raiseAfterSweep increases wait for a look at the channel's newest orders
 * @param timeout longest wait for one answer
 * @param batchLimit events per request; 1 = never a batch, for receivers that cannot take an array
 * @param parkedRetry a refused item is tried again after this
 * @param requestLimit longest time the receiver goes on working after we stopped waiting
 */
@ConfigType("webhook")
public record StockWebhookConfig(
    ChannelId id,
    URI url,
    List<Secret> secrets,
    StockPolicy stock,
    @Default("false") boolean raiseAfterSweep,
    @Default("15s") Duration timeout,
    @Default("100") int batchLimit,
    @Default("{ perSecond: 0, inFlight: 4 }") RateConfig rate,
    @Default("") RetryConfig retry,
    @Default("") BreakerConfig breaker,
    @Default("1h") Duration parkedRetry,
    @Default("1m") Duration requestLimit)
    implements ChannelConfig {
  public StockWebhookConfig {
    secrets = List.copyOf(secrets);
    ChannelHttp.refuse(url.toString())
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException("url: " + reason);
            });
    if (secrets.isEmpty() || secrets.stream().anyMatch(Secret::isEmpty)) {
      throw new IllegalArgumentException("secrets: give at least one, none of them empty");
    }
    if (batchLimit < 1 || batchLimit > 1_000) {
      throw new IllegalArgumentException("batchLimit must be 1 to 1000");
    }
    ChannelConfig.positive("timeout", timeout);
    ChannelConfig.positive("parkedRetry", parkedRetry);
    ChannelConfig.positive("requestLimit", requestLimit);
  }

  @Override
  public String typeName() {
    return "webhook";
  }
}
