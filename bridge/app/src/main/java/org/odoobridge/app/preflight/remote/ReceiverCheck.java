package org.odoobridge.app.preflight.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.odoobridge.app.preflight.Check;
import org.odoobridge.app.preflight.Finding;

/** Looks whether a webhook receiver can be reached, without sending it anything it would act on. */
public final class ReceiverCheck implements Check {
  private final String id;
  private final URI url;
  private final Duration timeout;

  public ReceiverCheck(String id, URI url, Duration timeout) {
    this.id = id;
    this.url = url;
    this.timeout = timeout;
  }

  @Override
  public String about() {
    return "channel " + id;
  }

  @Override
  public List<Finding> look() {
    boolean tls = "https".equals(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port), (int) timeout.toMillis());
      return List.of(Finding.ok(about(), url.getHost() + ":" + port + " takes connections"));
    } catch (IOException e) {
      return List.of(
          Finding.problem(
              about(),
              "%s:%d takes no connection: %s".formatted(url.getHost(), port, Http.reason(e)),
              "start the receiver, correct the url, or open the firewall from here to there"));
    }
  }
}
