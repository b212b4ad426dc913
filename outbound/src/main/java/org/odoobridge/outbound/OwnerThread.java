package org.odoobridge.outbound;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the projection. Takes two kinds of work: transactions in order, bounded
 * by rows, and questions or demand, which go before waiting transactions because somebody waits.
 */
final class OwnerThread {
  private static final Logger LOG = LoggerFactory.getLogger(OwnerThread.class);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Queue<Runnable> asked = new ArrayDeque<>();
  private final Queue<Submitted> submitted = new ArrayDeque<>();
  private final int maxRows;
  private final Thread thread;
  private int rows;
  private boolean held;
  private boolean stopped;
  private volatile @Nullable Throwable failure;

  private record Submitted(Runnable task, int rows) {}

  /**
   * @param maxRows rows that may wait before {@link #submit} blocks; a larger transaction waits for
   *     an empty queue
   */
  OwnerThread(int maxRows) {
    this.maxRows = maxRows;
    this.thread = Thread.ofPlatform().name("projection").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void stop(long millis) throws InterruptedException {
    lock.lock();
    try {
      stopped = true;
      work.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    if (thread.isAlive()) {
      thread.join(Math.max(1, millis));
    }
  }

  /** Why a transaction could not be folded; nothing more is folded until {@link #recover}. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Takes a transaction; blocks while too many rows wait. Throws once one has failed. */
  void submit(Runnable task, int size) {
    int counted = Math.min(Math.max(1, size), maxRows);
    lock.lock();
    try {
      while (rows + counted > maxRows && failure == null && !stopped) {
        room.awaitUninterruptibly();
      }
      Throwable failed = failure;
      if (failed != null) {
        throw new IllegalStateException("the projection has failed: " + failed, failed);
      }
      if (stopped) {
        throw new IllegalStateException("the projection has stopped");
      }
      rows += counted;
      submitted.add(new Submitted(task, counted));
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Runs {@code question} on the thread, before waiting transactions, and returns its answer. */
  <T> T ask(Supplier<T> question, long timeoutMillis) {
    if (Thread.currentThread() == thread) {
      return question.get();
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    lock.lock();
    try {
      if (stopped) {
        throw new IllegalStateException("the projection has stopped");
      }
      asked.add(
          () -> {
            try {
              answer.complete(question.get());
            } catch (RuntimeException | Error e) {
              answer.completeExceptionally(e);
            }
          });
      work.signal();
    } finally {
      lock.unlock();
    }
    try {
      return answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the projection could not answer", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the projection did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the projection", e);
    }
  }

  /** While held, transactions wait; questions and demand do not. */
  void hold(boolean hold) {
    lock.lock();
    try {
      held = hold;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a failure and the transactions that waited behind it. */
  void recover() {
    lock.lock();
    try {
      if (failure != null) {
        submitted.clear();
        rows = 0;
        failure = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      while (true) {
        Runnable question = asked.poll();
        if (question != null) {
          return question;
        }
        if (stopped) {
          return null;
        }
        Submitted next = held || failure != null ? null : submitted.poll();
        if (next != null) {
          return () -> fold(next);
        }
        work.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void fold(Submitted next) {
    Throwable failed = null;
    try {
      next.task.run();
    } catch (RuntimeException | Error e) {
      failed = e;
      LOG.atError().setCause(e).log("a transaction could not be folded");
    }
    lock.lock();
    try {
      rows -= next.rows;
      if (failed != null) {
        failure = failed;
      }
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
