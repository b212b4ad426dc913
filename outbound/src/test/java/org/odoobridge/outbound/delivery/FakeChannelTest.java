package org.odoobridge.outbound.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;

/** The fake keeps the contract, so that the lane's tests do not rest on a lie. */
class FakeChannelTest implements ChannelContract {
  private final ManualTimers timers = new ManualTimers();
  private final FakeChannel channel = new FakeChannel("fake", 100, true, true);

  @BeforeEach
  void stock() {
    channel.shows.put(FIRST, 1L);
    channel.shows.put(SECOND, 1L);
    channel.unknown.add(REFUSED);
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public OptionalLong shown(Sku sku) {
    Long quantity = channel.shows.get(sku);
    return quantity == null ? OptionalLong.empty() : OptionalLong.of(quantity);
  }

  @Override
  public void nextFails(Fault fault) {
    Outcome outcome =
        switch (fault) {
          case SERVER_ERROR -> failed(FakeChannel.technical(TechnicalKind.SERVER_ERROR));
          case THROTTLED -> failed(FakeChannel.throttled(Duration.ofSeconds(1)));
          case UNAUTHORIZED -> failed(FakeChannel.technical(TechnicalKind.UNAUTHORIZED));
          case NO_ANSWER -> new Outcome.Uncertain(timers.now(), "no answer");
        };
    int sends = channel.sends.size();
    channel.answer = value -> channel.sends.size() == sends + 1 ? outcome : null;
  }

  private static Outcome failed(Problem.Technical problem) {
    return new Outcome.Failed(problem);
  }

  @Override
  public void goAway() {
    channel.down = Optional.of(FakeChannel.technical(TechnicalKind.CONNECTION_REFUSED));
  }
}
