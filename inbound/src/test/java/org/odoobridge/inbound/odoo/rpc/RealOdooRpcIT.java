package org.odoobridge.inbound.odoo.rpc;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.odoobridge.inbound.odoo.RealOdoo;

/** The contract on a real Odoo. */
class RealOdooRpcIT implements OdooRpcContract {
  private static final List<OdooClient> CLIENTS = new ArrayList<>();
  private static RealOdoo odoo;
  private static Vertx vertx;
  private static OdooRpc rpc;

  @BeforeAll
  static void connect() {
    odoo = RealOdoo.assumed();
    vertx = Vertx.vertx();
    rpc = client(odoo.admin());
  }

  @AfterAll
  static void disconnect() throws TimeoutException {
    CLIENTS.forEach(OdooClient::close);
    if (vertx != null) {
      var unused = vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  @Override
  public OdooRpc rpc() {
    return rpc;
  }

  @Override
  public OdooRpcConfig config() {
    return odoo.admin();
  }

  @Override
  public OdooRpc connect(OdooRpcConfig config) {
    return client(config);
  }

  private static OdooClient client(OdooRpcConfig config) {
    OdooClient client = new OdooClient(vertx, config, new SimpleMeterRegistry());
    CLIENTS.add(client);
    return client;
  }
}
