package org.odoobridge.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private static final String ANSWER = "0123456789";

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final NetServer server =
      vertx
          .createNetServer(new NetServerOptions().setHost("127.0.0.1"))
          .connectHandler(
              socket ->
                  socket.handler(
                      data -> {
                        requests.add(data.toString());
                        socket.write(ANSWER);
                      }));
  private final int port =
      server.listen().toCompletionStage().toCompletableFuture().join().actualPort();
  private final FaultProxy proxy = FaultProxy.start(vertx, "127.0.0.1", port);

  @AfterEach
  void close() {
    proxy.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static void ask(Socket socket) throws IOException {
    socket.getOutputStream().write("ask".getBytes(StandardCharsets.UTF_8));
  }

  private static String read(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
  }

  @Test
  void passesBothWaysAndCounts() throws Exception {
    try (Socket socket = connect()) {
      ask(socket);
      assertThat(read(socket, 10)).isEqualTo(ANSWER);
    }
    assertThat(proxy.accepted()).isEqualTo(1);
    assertThat(proxy.bytesToServer()).isEqualTo(3);
    assertThat(proxy.bytesToClient()).isEqualTo(10);
  }

  @Test
  void refusesAndComesBackOnTheSamePort() throws Exception {
    try (Socket open = connect()) {
      ask(open);
      read(open, 10);
      proxy.mode(FaultMode.REFUSE);
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
      assertThat(open.getInputStream().read()).isEqualTo(-1);
    }
    proxy.mode(FaultMode.PASS);
    try (Socket socket = connect()) {
      ask(socket);
      assertThat(read(socket, 10)).isEqualTo(ANSWER);
    }
  }

  @Test
  void blackholeTakesOpenConnectionsToo() throws Exception {
    try (Socket socket = connect()) {
      ask(socket);
      read(socket, 10);
      proxy.mode(FaultMode.BLACKHOLE);
      ask(socket);
      socket.setSoTimeout(100);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(requests).hasSize(1);
  }

  @Test
  void cutsInTheMiddleOfAnAnswer() throws Exception {
    proxy.mode(new FaultMode.CutAfter(4));
    try (Socket socket = connect()) {
      ask(socket);
      assertThat(read(socket, 10)).isEqualTo("0123");
    }
  }

  @Test
  void dropsTheAnswerAfterTheRequestReachedTheServer() throws Exception {
    proxy.mode(FaultMode.DROP_RESPONSE);
    try (Socket socket = connect()) {
      ask(socket);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(requests.poll(5, TimeUnit.SECONDS)).isEqualTo("ask");
  }

  @Test
  void swallowsTheAnswerAndLetsTheClientWait() throws Exception {
    proxy.mode(FaultMode.SWALLOW_RESPONSE);
    try (Socket socket = connect()) {
      ask(socket);
      assertThat(requests.poll(5, TimeUnit.SECONDS)).isEqualTo("ask");
      socket.setSoTimeout(100);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void delaysEachWay() throws Exception {
    proxy.mode(new FaultMode.Delay(Duration.ofMillis(60)));
    try (Socket socket = connect()) {
      long start = System.nanoTime();
      ask(socket);
      assertThat(read(socket, 10)).isEqualTo(ANSWER);
      assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(100).toNanos());
    }
  }
}
