package org.odoobridge.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, to be stopped in reverse; one that fails does not keep the others on. */
final class Resources implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Resources.class);
  private final Deque<Opened> opened = new ArrayDeque<>();

  private record Opened(String name, AutoCloseable resource) {}

  /** Remembers {@code resource} and returns it. */
  synchronized <T extends AutoCloseable> T add(String name, T resource) {
    opened.push(new Opened(name, resource));
    return resource;
  }

  /** Safe to repeat. */
  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      Opened last = opened.pop();
      try {
        last.resource().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.atWarn().addKeyValue("part", last.name()).setCause(e).log("bridge.part.stop.failed");
      }
    }
  }
}
