package org.odoobridge.core.journal.pg;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.SqlFailure;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for one NOTIFY channel on a connection of its own and calls back at each notification, at
 * each (re)connection, and once a second in case one was lost.
 */
final class NotifyListener {
  private static final Logger LOG = LoggerFactory.getLogger(NotifyListener.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** How long one wait on the socket lasts; bounds how long a stop takes. */
  private static final Duration SLICE = Duration.ofMillis(200);

  private final PgSession database;
  private final String channel;
  private final Runnable callback;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  NotifyListener(PgSession database, String channel, Runnable callback) {
    this.database = database;
    this.channel = channel;
    this.callback = callback;
  }

  void start() {
    Thread.ofVirtual().name("journal-notify").start(this::run);
  }

  /** Ends the thread without interrupting it: an interrupt would close the connection's socket. */
  void stop(Duration deadline) {
    stop.countDown();
    try {
      if (!ended.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().addKeyValue("durationMs", deadline.toMillis()).log("journal.notify.not-ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping()) {
        try {
          boolean unused =
              database.read(
                  connection -> {
                    listen(connection);
                    return true;
                  });
        } catch (SqlFailure e) {
          LOG.atWarn().addKeyValue("problem", e.getMessage()).log("journal.notify.lost");
          pause();
        }
      }
    } finally {
      ended.countDown();
    }
  }

  private void listen(Connection connection) throws SQLException {
    execute(connection, "listen " + channel);
    callback.run();
    PGConnection notifications = connection.unwrap(PGConnection.class);
    long lastCall = System.nanoTime();
    while (!stopping()) {
      PGNotification[] heard = notifications.getNotifications((int) SLICE.toMillis());
      boolean due = System.nanoTime() - lastCall >= POLL.toNanos();
      if (!stopping() && (due || heard.length > 0)) {
        callback.run();
        lastCall = System.nanoTime();
      }
    }
    execute(connection, "unlisten *");
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  private void pause() {
    try {
      boolean unused = stop.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
