package org.odoobridge.inbound.odoo.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.odoobridge.inbound.odoo.GivenOdoo;
import org.odoobridge.testkit.odoo.contract.Footprint;

/** The contract on any server that is given by its address; RPC alone. */
class OdooByUrlRpcIT implements OdooRpcContract {
  private static final List<OdooClient> CLIENTS = new ArrayList<>();
  private static GivenOdoo given;
  private static Footprint footprint;
  private static Vertx vertx;
  private static OdooRpc rpc;

  @BeforeAll
  static void connect() {
    given = GivenOdoo.assumed();
    footprint = given.footprint();
    vertx = Vertx.vertx();
    rpc = client(given.admin());
  }

  @AfterAll
  static void removeAndDisconnect() throws TimeoutException {
    if (vertx == null) {
      return;
    }
    try {
      JsonNode found =
          rpc.call(OdooCall.search("res.partner", List.of(List.of("name", "=like", MARK + "%"))));
      found.forEach(id -> footprint.made("res.partner", id.asInt()));
      given.removed(footprint);
    } finally {
      CLIENTS.forEach(OdooClient::close);
      var unused = vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  @Override
  public OdooRpc rpc() {
    return rpc;
  }

  @Override
  public OdooRpcConfig config() {
    return given.admin();
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
