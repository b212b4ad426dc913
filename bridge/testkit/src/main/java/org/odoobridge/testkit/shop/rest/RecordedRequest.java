package org.odoobridge.testkit.shop.rest;

import java.util.Map;

/**
 * One request the shop received.
 *
 * @param sequence counts all requests of the shop, from 1
 * @param nanos {@link System#nanoTime} at arrival
 * @param path without the query
 * @param headers the last value of each, names in lower case
 */
public record RecordedRequest(
    long sequence,
    long nanos,
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {
  public RecordedRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  public boolean writes() {
    return !method.equals("GET");
  }
}
