package org.odoobridge.app.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.odoobridge.core.journal.JournalView;
import org.odoobridge.core.runtime.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the newest journal entries while a console is open and publishes those that changed. It
 * asks the database, not the process, so that it sees what other nodes do, too.
 */
final class JournalTail {
  private static final Logger LOG = LoggerFactory.getLogger(JournalTail.class);
  private static final Duration EVERY = Duration.ofMillis(300);
  private static final int WINDOW = 100;

  private final JournalView journal;
  private final EventHub events;
  private final Map<Long, Instant> seen = new HashMap<>();
  private volatile boolean running;

  JournalTail(JournalView journal, EventHub events) {
    this.journal = journal;
    this.events = events;
  }

  void start() {
    running = true;
    Thread.ofVirtual().name("journal-tail").start(this::follow);
  }

  void stop() {
    running = false;
  }

  private void follow() {
    while (running) {
      if (events.isWatched()) {
        look();
      } else {
        seen.clear();
      }
      LockSupport.parkNanos(EVERY.toNanos());
    }
  }

  private void look() {
    try {
      Set<Long> window = new HashSet<>();
      for (JournalView.Line line :
          journal.list(JournalView.Filter.of(Set.of(), WINDOW)).reversed()) {
        window.add(line.id());
        if (!line.changedAt().equals(seen.put(line.id(), line.changedAt()))) {
          events.publish("order", Long.toString(line.id()), OrderJson.line(line));
        }
      }
      seen.keySet().retainAll(window);
    } catch (SqlFailure e) {
      LOG.atDebug().addKeyValue("sqlState", e.sqlState()).log("console.journal.unavailable");
    }
  }
}
