package org.odoobridge.app.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;

/** One channel {@code shop} with a few products. */
public final class FakeOutbound implements OutboundView {
  /** What the shop shows wrongly. */
  final FakeDrift drift = new FakeDrift();

  public final List<StockRow> rows = new ArrayList<>();
  private final List<Consumer<StockRow>> listeners = new CopyOnWriteArrayList<>();
  private boolean paused;

  public FakeOutbound() {
    rows.add(row("DESK-01", "Desk", "7", 5, 5));
    rows.add(row("LAMP-01", "Lamp", "3", 2, 4));
  }

  public static StockRow row(String sku, String name, String onHand, long desired, long reported) {
    String state = desired == reported ? "in-step" : "waiting";
    return new StockRow(
        sku, name, onHand, Map.of("shop", new Shown(desired, Optional.of(reported), state, "")));
  }

  public void change(StockRow row) {
    listeners.forEach(listener -> listener.accept(row));
  }

  private static void require(ChannelId channel) {
    if (!channel.value().equals("shop")) {
      throw new UnknownChannel(channel);
    }
  }

  @Override
  public List<ChannelState> channels() {
    return List.of(
        new ChannelState(
            "shop", "woocommerce", paused ? "paused" : "running", 1, 0, 2, Optional.empty(), ""));
  }

  @Override
  public CatalogView catalog() {
    return new FakeCatalog();
  }

  @Override
  public DriftView drift() {
    return drift;
  }

  @Override
  public void pause(ChannelId channel) {
    require(channel);
    paused = true;
  }

  @Override
  public void resume(ChannelId channel) {
    require(channel);
    paused = false;
  }

  @Override
  public int redriveParked(ChannelId channel) {
    require(channel);
    return 2;
  }

  @Override
  public Page stock(String search, int offset, int limit) {
    List<StockRow> found =
        rows.stream()
            .filter(
                row ->
                    (row.sku() + row.name())
                        .toLowerCase(Locale.ROOT)
                        .contains(search.toLowerCase(Locale.ROOT)))
            .toList();
    return new Page(found.size(), found.stream().skip(offset).limit(limit).toList());
  }

  @Override
  public Optional<Explained> explain(ChannelId channel, Sku sku) {
    require(channel);
    return sku.value().equals("DESK-01")
        ? Optional.of(
            new Explained(
                "shop",
                "DESK-01",
                5,
                "shop shows 5 of DESK-01: 7 on hand in WH - 2 promised",
                Map.of("onHand", 7),
                Optional.empty()))
        : Optional.empty();
  }

  @Override
  public void subscribe(Consumer<StockRow> listener) {
    listeners.add(listener);
  }
}
