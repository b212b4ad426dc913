package org.odoobridge.outbound;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.outbound.catalog.coupon.CouponLane;
import org.odoobridge.outbound.catalog.drift.DriftAudit;
import org.odoobridge.outbound.catalog.drift.DriftStatus;
import org.odoobridge.outbound.catalog.drift.DriftStore;
import org.odoobridge.outbound.catalog.drift.Finding;
import org.odoobridge.outbound.catalog.drift.PgDriftStore;
import org.odoobridge.outbound.catalog.publish.CatalogPace;
import org.odoobridge.outbound.catalog.publish.CatalogStore;
import org.odoobridge.outbound.catalog.publish.Listing;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.channel.woocommerce.DuplicateSkus;
import org.odoobridge.outbound.channel.woocommerce.ShopHttp;
import org.odoobridge.outbound.channel.woocommerce.catalog.CatalogCache;
import org.odoobridge.outbound.channel.woocommerce.catalog.CatalogSettings;
import org.odoobridge.outbound.channel.woocommerce.catalog.PgCatalogCache;
import org.odoobridge.outbound.channel.woocommerce.catalog.ShopShelf;
import org.odoobridge.outbound.delivery.ChannelLane;
import org.odoobridge.outbound.delivery.SystemTimers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves what each shop shows while this node leads: an audit per shop, behind its lanes. */
public final class DriftDesk {
  private static final Logger LOG = LoggerFactory.getLogger(DriftDesk.class);
  private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(90);

  /** Behind busy stock the audit takes one turn in this time. */
  private static final Duration LONGEST_YIELD = Duration.ofSeconds(10);

  private static final int ANSWER_BYTES = 32 * 1024 * 1024;

  private final Vertx vertx;
  private final PgSession odoo;
  private final SystemTimers timers;
  private final CatalogDesk catalog;
  private final CatalogStore listings;
  private final CatalogCache cache;
  private final DriftStore store;
  private volatile Map<ChannelId, Open> open = Map.of();

  private record Open(DriftAudit audit, AutoCloseable close) {}

  DriftDesk(
      OutboundModule.Surroundings around,
      PgSession odoo,
      SystemTimers timers,
      CatalogDesk catalog,
      CatalogStore listings) {
    this.vertx = around.vertx();
    this.odoo = odoo;
    this.timers = timers;
    this.catalog = catalog;
    this.listings = listings;
    this.cache = new PgCatalogCache(around.journal());
    this.store = new PgDriftStore(around.journal());
  }

  /** This node leads; after the catalogue's lanes. */
  void lead(Lead lead, List<ChannelConfig> channels) {
    Map<ChannelId, Open> audits = new LinkedHashMap<>();
    for (ChannelConfig channel : channels) {
      switch (channel) {
        case WooCommerceChannelConfig woo ->
            lead.part(woo.id()).ifPresent(part -> audits.put(woo.id(), open(lead, woo, part)));
        case StockWebhookConfig webhook -> {} // it cannot be asked what it shows
      }
    }
    open = Map.copyOf(audits);
    audits.values().forEach(one -> one.audit().start());
  }

  private Open open(Lead lead, WooCommerceChannelConfig config, Lead.Part part) {
    Duration timeout =
        config.timeout().compareTo(LEAST_TIMEOUT) > 0 ? config.timeout() : LEAST_TIMEOUT;
    ChannelHttp http =
        new ChannelHttp(vertx, config.url(), new ChannelHttp.Limits(timeout, 1, ANSWER_BYTES));
    ChannelLane stock = part.lane();
    CatalogPace pace = new CatalogPace(part.bucket(), timers, stock::wantsToSend, LONGEST_YIELD);
    CatalogSettings settings =
        new CatalogSettings(
            config.id(),
            config.batchLimit(),
            config.catalog().globalAttributes(),
            Optional.of(config.catalog().mediaUrl()).filter(url -> !url.isEmpty()),
            config.requestLimit(),
            stock::wanted);
    ShopShelf shelf =
        new ShopShelf(
            settings,
            new ShopHttp(http, config.key(), config.secret(), pace::pay, timers),
            cache,
            templates -> shopIds(config.id(), templates));
    ChannelTold told =
        new ChannelTold(
            config.id(),
            part.channel(),
            stock,
            config.duplicateSkus() == DuplicateSkus.ALL,
            listings,
            odoo,
            catalog.products(config.id()).orElse(null));
    return new Open(
        new DriftAudit(
            config.id(),
            lead.epoch(),
            config.drift(),
            new DriftAudit.Surroundings(shelf, told, store, timers)),
        http);
  }

  private Map<Integer, Long> shopIds(ChannelId channel, Collection<Integer> templates) {
    Map<Integer, Long> ids = new LinkedHashMap<>();
    for (Listing listing : listings.listings(channel, templates).values()) {
      if (listing.found()) {
        ids.put(listing.template(), listing.shopId());
      }
    }
    return ids;
  }

  /** Ends the audits of the present lead; a page that is being read gets {@code deadline}. */
  void stop(Duration deadline) {
    Collection<Open> ending = open.values();
    open = Map.of();
    for (Open one : ending) {
      try {
        one.audit().stop(deadline);
        one.close().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.atWarn().addKeyValue("problem", e.toString()).log("drift.not.closed");
      }
    }
  }

  /** Empty when this node does not audit this channel now. */
  public Optional<DriftStatus> status(ChannelId channel) {
    return find(channel).map(DriftAudit::status);
  }

  /** What the channel shows wrongly, as far as is known. */
  public List<Finding> findings(ChannelId channel) {
    return find(channel).map(DriftAudit::findings).orElse(List.of());
  }

  /** Begins a round now; false when this node does not audit this channel. */
  public boolean look(ChannelId channel) {
    find(channel).ifPresent(DriftAudit::look);
    catalog.coupons().lane(channel).ifPresent(CouponLane::look);
    return find(channel).isPresent();
  }

  /** Carries out repairs that wait for approval, see {@link DriftAudit#approve}. */
  public int approve(ChannelId channel, Collection<String> findings) {
    return find(channel).map(audit -> audit.approve(findings)).orElse(0);
  }

  private Optional<DriftAudit> find(ChannelId channel) {
    return Optional.ofNullable(open.get(channel)).map(Open::audit);
  }
}
