package org.odoobridge.app;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.odoobridge.app.admin.CatalogView;
import org.odoobridge.app.admin.DriftView;
import org.odoobridge.app.admin.OutboundView;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.ChannelStatus;
import org.odoobridge.outbound.OutboundModule;
import org.odoobridge.outbound.ShownPage;
import org.odoobridge.outbound.ShownStock;
import org.odoobridge.outbound.catalog.model.PriceSource.Priced;
import org.odoobridge.outbound.catalog.price.PriceExplanation;
import org.odoobridge.outbound.delivery.LaneStatus;

/** Shows the outbound half to the admin API. */
record OutboundConsole(OutboundModule outbound, Clock clock) implements OutboundView {
  @Override
  public List<ChannelState> channels() {
    return outbound.channels().stream().map(OutboundConsole::state).toList();
  }

  private static ChannelState state(ChannelStatus status) {
    LaneStatus lane = status.lane();
    String state =
        !status.leading()
            ? "standby"
            : lane.pausedBecause().isPresent()
                ? "paused"
                : lane.breaker().equals("closed") ? "running" : "breaker-" + lane.breaker();
    return new ChannelState(
        lane.channel().value(),
        status.type(),
        state,
        lane.dirty(),
        lane.inFlight(),
        lane.parked(),
        lane.lastAck(),
        lane.lastError().orElse(""));
  }

  @Override
  public CatalogView catalog() {
    return new CatalogConsole(outbound.catalog(), clock);
  }

  @Override
  public DriftView drift() {
    return new DriftConsole(outbound.drift());
  }

  @Override
  public void pause(ChannelId channel) {
    if (!outbound.pause(channel)) {
      throw new UnknownChannel(channel);
    }
  }

  @Override
  public void resume(ChannelId channel) {
    if (!outbound.resume(channel)) {
      throw new UnknownChannel(channel);
    }
  }

  @Override
  public int redriveParked(ChannelId channel) {
    requireKnown(channel);
    return outbound.redriveParked(channel);
  }

  private void requireKnown(ChannelId channel) {
    if (outbound.channels().stream().noneMatch(c -> c.lane().channel().equals(channel))) {
      throw new UnknownChannel(channel);
    }
  }

  @Override
  public Page stock(String search, int offset, int limit) {
    ShownPage page = outbound.stock(search, offset, limit);
    return new Page(page.total(), page.rows().stream().map(OutboundConsole::row).toList());
  }

  private static StockRow row(ShownStock stock) {
    Map<String, Shown> channels = new LinkedHashMap<>();
    stock
        .channels()
        .forEach(
            (channel, at) ->
                channels.put(
                    channel,
                    new Shown(at.desired(), boxed(at.reported()), at.state(), at.remedy())));
    return new StockRow(
        stock.sku(), stock.name(), stock.onHand().stripTrailingZeros().toPlainString(), channels);
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  private static PriceExplained explained(PriceExplanation price) {
    Optional<Priced> priced = price.priced();
    return new PriceExplained(
        priced.map(p -> p.regular().toPlainString()),
        priced.flatMap(Priced::sale).map(BigDecimal::toPlainString),
        priced.flatMap(Priced::saleFrom),
        priced.flatMap(Priced::saleTo),
        priced.flatMap(Priced::nextChange),
        price.problem(),
        price.lines());
  }

  @Override
  public Optional<Explained> explain(ChannelId channel, Sku sku) {
    requireKnown(channel);
    Optional<PriceExplanation> price = outbound.explainPrice(channel, sku);
    return outbound
        .explain(channel, sku)
        .map(
            explanation ->
                new Explained(
                    explanation.channel(),
                    explanation.sku(),
                    explanation.published(),
                    explanation.text().stripTrailing()
                        + price.map(p -> "\n" + String.join("\n", p.lines())).orElse(""),
                    explanation,
                    price.map(OutboundConsole::explained)));
  }

  @Override
  public void subscribe(Consumer<StockRow> listener) {
    outbound.subscribe(stock -> listener.accept(row(stock)));
  }
}
