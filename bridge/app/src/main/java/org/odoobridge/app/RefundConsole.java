package org.odoobridge.app;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.odoobridge.app.admin.RefundView;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.inbound.refund.Refund;
import org.odoobridge.inbound.refund.RefundBook;
import org.odoobridge.inbound.refund.RefundKey;

/** The journal's refunds in the words of the API. */
final class RefundConsole implements RefundView {
  private final RefundBook book;
  private final Clock clock;

  RefundConsole(RefundBook book, Clock clock) {
    this.book = book;
    this.clock = clock;
  }

  @Override
  public List<Row> list(String channel, boolean problemsOnly, int limit) {
    Optional<ChannelId> one =
        channel.isEmpty() ? Optional.empty() : Optional.of(new ChannelId(channel));
    return book.list(one, problemsOnly, limit).stream().map(RefundConsole::row).toList();
  }

  @Override
  public boolean retry(String channel, String order, String refund) {
    return book.redrive(
        new RefundKey(new OrderKey(new ChannelId(channel), order), refund), clock.instant());
  }

  private static Row row(Refund refund) {
    return new Row(
        refund.key().order().channel().value(),
        refund.key().order().orderId(),
        refund.key().id(),
        refund.at(),
        refund.amount().toPlainString(),
        refund.currency(),
        refund.reason(),
        refund.withdrawn(),
        new Step(
            name(refund.goods().state()),
            refund.goods().detail(),
            refund.goods().remedy(),
            refund.goods().changedAt()),
        new Step(
            name(refund.money().state()),
            refund.money().detail(),
            refund.money().remedy(),
            refund.money().changedAt()));
  }

  private static String name(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
