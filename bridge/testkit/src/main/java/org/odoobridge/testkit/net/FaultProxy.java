package org.odoobridge.testkit.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on loopback before one server, whose {@link FaultMode} can be switched while it runs.
 * Its methods block briefly; none may be called on an event loop.
 */
public final class FaultProxy implements AutoCloseable {
  private static final long SECONDS = 10;

  private final Vertx vertx;
  private final String host;
  private final int targetPort;
  private final NetClient client;
  private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong bytesToServer = new AtomicLong();
  private final AtomicLong bytesToClient = new AtomicLong();
  private volatile FaultMode mode = FaultMode.PASS;
  private NetServer server;
  private int port;

  private FaultProxy(Vertx vertx, String host, int targetPort) {
    this.vertx = vertx;
    this.host = host;
    this.targetPort = targetPort;
    this.client = vertx.createNetClient();
    this.server = listen();
  }

  /** Starts on a free port of loopback and passes everything through. */
  public static FaultProxy start(Vertx vertx, String host, int port) {
    return new FaultProxy(vertx, host, port);
  }

  private NetServer listen() {
    NetServerOptions options = new NetServerOptions().setHost("127.0.0.1").setPort(port);
    NetServer fresh = vertx.createNetServer(options).connectHandler(this::accept);
    port = await(fresh.listen()).actualPort();
    return fresh;
  }

  private void accept(NetSocket socket) {
    accepted.incrementAndGet();
    ProxiedConnection connection = new ProxiedConnection(vertx, socket, this);
    open.add(connection);
    connection.connect(client.connect(targetPort, host));
  }

  public int port() {
    return port;
  }

  /** Address of the proxy as an HTTP client writes it. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Switches the fault on or off and returns when it is in force. */
  public synchronized void mode(FaultMode next) {
    boolean listened = !(mode instanceof FaultMode.Refuse);
    boolean listens = !(next instanceof FaultMode.Refuse);
    open.forEach(ProxiedConnection::modeChanged);
    mode = next;
    if (listened && !listens) {
      await(server.close());
      cutAll();
    } else if (!listened && listens) {
      server = listen();
    }
  }

  /** Closes every open connection; new ones are treated as the mode says. */
  public void cutAll() {
    open.forEach(ProxiedConnection::cut);
  }

  FaultMode mode() {
    return mode;
  }

  void closed(ProxiedConnection connection) {
    open.remove(connection);
  }

  void countToServer(int bytes) {
    bytesToServer.addAndGet(bytes);
  }

  void countToClient(int bytes) {
    bytesToClient.addAndGet(bytes);
  }

  /** Connections accepted since the start. */
  public long accepted() {
    return accepted.get();
  }

  public int openConnections() {
    return open.size();
  }

  public long bytesToServer() {
    return bytesToServer.get();
  }

  public long bytesToClient() {
    return bytesToClient.get();
  }

  @Override
  public synchronized void close() {
    await(server.close());
    cutAll();
    await(client.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while switching the proxy", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the proxy does not start or stop", e);
    }
  }
}
