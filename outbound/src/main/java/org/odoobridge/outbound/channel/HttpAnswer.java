package org.odoobridge.outbound.channel;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;

/** What a channel answered, whole. */
public record HttpAnswer(int status, MultiMap headers, Buffer body) {
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /** How long the channel asked us to wait: seconds or a date; empty when it did not or not so. */
  public Optional<Duration> retryAfter(Instant now) {
    String text = headers.get("Retry-After");
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    try {
      if (text.strip().chars().allMatch(Character::isDigit)) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
      }
      Instant until =
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, until)).filter(wait -> !wait.isNegative());
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The technical problem that the status alone tells; empty for 2xx and for refusals (4xx). */
  public Optional<Problem.Technical> technical(Instant now) {
    return switch (status) {
      case 401, 403 ->
          Optional.of(
              Problem.Technical.of(
                  TechnicalKind.UNAUTHORIZED, "the channel refused our credentials: " + status));
      case 408, 425 -> Optional.of(Problem.Technical.of(TechnicalKind.SERVER_ERROR, told()));
      case 429 ->
          Optional.of(
              new Problem.Technical(TechnicalKind.THROTTLED, "too many requests", retryAfter(now)));
      case 503 -> {
        Optional<Duration> wait = retryAfter(now);
        yield Optional.of(
            new Problem.Technical(
                wait.isPresent() ? TechnicalKind.THROTTLED : TechnicalKind.SERVER_ERROR,
                told(),
                wait));
      }
      default -> {
        if (status >= 500) {
          yield Optional.of(
              new Problem.Technical(TechnicalKind.SERVER_ERROR, told(), retryAfter(now)));
        }
        yield status >= 300 && status < 400
            ? Optional.of(
                Problem.Technical.of(
                    TechnicalKind.PROTOCOL,
                    told() + ": redirects are not followed; configure the final URL"))
            : Optional.empty();
      }
    };
  }

  /** Whether the channel's server may still be at work on the request, behind its gateway. */
  public boolean mayStillRun() {
    return status == 502 || status == 504 || status == 524;
  }

  private String told() {
    return "the channel answered " + status;
  }
}
