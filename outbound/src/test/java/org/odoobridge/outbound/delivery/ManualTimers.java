package org.odoobridge.outbound.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/** Time and threads moved by hand: nothing runs but what a test lets run. */
final class ManualTimers implements Timers, Executor {
  private record Task(Instant at, long order, Runnable run) {}

  private final PriorityQueue<Task> later =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::order));
  private final Deque<Runnable> ready = new ArrayDeque<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long order;

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    later.add(new Task(now.plus(delay), order++, task));
  }

  @Override
  public void execute(Runnable request) {
    ready.add(request);
  }

  /** Requests that have been started and not yet run. */
  int started() {
    return ready.size();
  }

  /** Runs the oldest started request; false when there is none. */
  boolean runOne() {
    Runnable next = ready.poll();
    if (next == null) {
      return false;
    }
    next.run();
    return true;
  }

  /** Runs started requests, and those they start, until none is left. */
  void runAll() {
    while (runOne()) {}
  }

  /** Moves the clock, running timers on the way and requests as soon as they are started. */
  void advance(Duration by) {
    Instant end = now.plus(by);
    runAll();
    while (!later.isEmpty() && !later.peek().at().isAfter(end)) {
      Task task = later.poll();
      now = task.at();
      task.run().run();
      runAll();
    }
    now = end;
  }
}
