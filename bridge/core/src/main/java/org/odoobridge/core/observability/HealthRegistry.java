package org.odoobridge.core.observability;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The health of every part, asked when somebody wants to know. */
public final class HealthRegistry {
  private final Map<String, Supplier<Health>> checks = new ConcurrentHashMap<>();

  /** Adds a check; it must be quick and must not throw. A name in use is replaced. */
  public void register(String name, Supplier<Health> check) {
    checks.put(name, check);
  }

  public void unregister(String name) {
    checks.remove(name);
  }

  /** All parts by name, each asked now. */
  public Map<String, Health> read() {
    Map<String, Health> result = new TreeMap<>();
    checks.forEach((name, check) -> result.put(name, ask(check)));
    return result;
  }

  /** Whether no part is down. */
  public boolean ready() {
    return read().values().stream().noneMatch(Health.Down.class::isInstance);
  }

  private static Health ask(Supplier<Health> check) {
    try {
      return check.get();
    } catch (RuntimeException e) {
      return new Health.Down("the check itself failed: " + e);
    }
  }
}
