package org.odoobridge.testkit.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One client's connection through the proxy and its twin to the server; lives on one event loop.
 */
final class ProxiedConnection {
  private final Vertx vertx;
  private final NetSocket client;
  private final FaultProxy proxy;
  private final Queue<Buffer> delayedToServer = new ArrayDeque<>();
  private final Queue<Buffer> delayedToClient = new ArrayDeque<>();
  private final AtomicLong answeredSinceMode = new AtomicLong();
  private volatile boolean closed;

  ProxiedConnection(Vertx vertx, NetSocket client, FaultProxy proxy) {
    this.vertx = vertx;
    this.client = client;
    this.proxy = proxy;
    client.pause();
    client.exceptionHandler(broken -> cut());
    client.closeHandler(gone -> finish());
  }

  void connect(Future<NetSocket> connecting) {
    connecting.onFailure(refused -> cut()).onSuccess(this::join);
  }

  private void join(NetSocket server) {
    server.exceptionHandler(broken -> cut());
    server.closeHandler(gone -> client.close());
    client.closeHandler(
        gone -> {
          server.close();
          finish();
        });
    client.handler(data -> request(data, server));
    server.handler(data -> answer(data, server));
    client.resume();
    if (closed) {
      server.close();
    }
  }

  private void request(Buffer data, NetSocket server) {
    switch (proxy.mode()) {
      case FaultMode.Blackhole ignored -> {}
      case FaultMode.Refuse ignored -> cut();
      case FaultMode.Delay delay -> later(delay.time(), delayedToServer, data, server);
      case FaultMode.Pass ignored -> behind(delayedToServer, data, server);
      case FaultMode.CutAfter ignored -> toServer(data, server);
      case FaultMode.DropResponse ignored -> toServer(data, server);
      case FaultMode.SwallowResponse ignored -> toServer(data, server);
    }
  }

  private void answer(Buffer data, NetSocket server) {
    switch (proxy.mode()) {
      case FaultMode.Blackhole ignored -> {}
      case FaultMode.SwallowResponse ignored -> {}
      case FaultMode.Refuse ignored -> cut();
      case FaultMode.DropResponse ignored -> cut();
      case FaultMode.Delay delay -> later(delay.time(), delayedToClient, data, server);
      case FaultMode.CutAfter cut -> cutAfter(cut.bytes(), data, server);
      case FaultMode.Pass ignored -> behind(delayedToClient, data, server);
    }
  }

  private void cutAfter(long bytes, Buffer data, NetSocket server) {
    long left = bytes - answeredSinceMode.get();
    if (data.length() <= left) {
      toClient(data, server);
      return;
    }
    if (left > 0) {
      Buffer last = data.getBuffer(0, (int) left);
      proxy.countToClient(last.length());
      client.write(last).onComplete(written -> cut());
    } else {
      cut();
    }
  }

  /** Bytes still on their way under an earlier delay go first. */
  private void behind(Queue<Buffer> queue, Buffer data, NetSocket server) {
    if (!queue.isEmpty()) {
      later(Duration.ZERO, queue, data, server);
    } else if (queue == delayedToServer) {
      toServer(data, server);
    } else {
      toClient(data, server);
    }
  }

  /** Equal delays may fire out of order; the queue keeps the bytes in theirs. */
  private void later(Duration time, Queue<Buffer> queue, Buffer data, NetSocket server) {
    queue.add(data);
    vertx.setTimer(
        Math.max(1, time.toMillis()),
        due -> {
          Buffer oldest = queue.remove();
          if (queue == delayedToServer) {
            toServer(oldest, server);
          } else {
            toClient(oldest, server);
          }
        });
  }

  private void toServer(Buffer data, NetSocket server) {
    proxy.countToServer(data.length());
    pump(data, client, server);
  }

  private void toClient(Buffer data, NetSocket server) {
    answeredSinceMode.addAndGet(data.length());
    proxy.countToClient(data.length());
    pump(data, server, client);
  }

  private static void pump(Buffer data, NetSocket from, NetSocket to) {
    to.write(data);
    if (to.writeQueueFull()) {
      from.pause();
      to.drainHandler(drained -> from.resume());
    }
  }

  void modeChanged() {
    answeredSinceMode.set(0);
  }

  void cut() {
    client.close();
  }

  private void finish() {
    closed = true;
    proxy.closed(this);
  }
}
