package org.odoobridge.inbound.odoo.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.odoobridge.core.config.Secret;

/**
 * The contract on any server: {@code -Dodoo.url=… -Dodoo.db=… -Dodoo.login=…} with {@code
 * -Dodoo.password=…} or {@code -Dodoo.apikey=…}, of a user who may make and delete contacts. What
 * it makes is marked and removed.
 */
class OdooByUrlRpcIT implements OdooRpcContract {
  private static final List<OdooClient> CLIENTS = new ArrayList<>();
  private static OdooRpcConfig config = OdooRpcConfig.of("http://not.set", "", "", Secret.EMPTY);
  private static Vertx vertx;
  private static OdooRpc rpc;

  @BeforeAll
  static void connect() {
    Optional<String> url = given("url");
    Assumptions.assumeTrue(url.isPresent(), "odoo.url is not given");
    config =
        OdooRpcConfig.of(
            url.orElseThrow(),
            needed("db"),
            needed("login"),
            Secret.of(given("apikey").orElseGet(() -> needed("password"))));
    vertx = Vertx.vertx();
    rpc = client(config);
  }

  @AfterAll
  static void removeAndDisconnect() throws TimeoutException {
    if (vertx == null) {
      return;
    }
    try {
      List<Integer> ours = new ArrayList<>();
      JsonNode found =
          rpc.call(OdooCall.search("res.partner", List.of(List.of("name", "=like", MARK + "%"))));
      found.forEach(id -> ours.add(id.asInt()));
      if (!ours.isEmpty()) {
        JsonNode unused = rpc.call(OdooCall.unlink("res.partner", ours));
      }
    } finally {
      CLIENTS.forEach(OdooClient::close);
      var unused = vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static Optional<String> given(String name) {
    return Optional.ofNullable(System.getProperty("odoo." + name)).filter(text -> !text.isBlank());
  }

  private static String needed(String name) {
    return given(name)
        .orElseThrow(() -> new IllegalStateException("give -Dodoo." + name + " with -Dodoo.url"));
  }

  @Override
  public OdooRpc rpc() {
    return rpc;
  }

  @Override
  public OdooRpcConfig config() {
    return config;
  }

  @Override
  public OdooRpc connect(OdooRpcConfig other) {
    return client(other);
  }

  private static OdooClient client(OdooRpcConfig config) {
    OdooClient client = new OdooClient(vertx, config, new SimpleMeterRegistry());
    CLIENTS.add(client);
    return client;
  }
}
