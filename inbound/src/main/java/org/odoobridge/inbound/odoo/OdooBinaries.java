package org.odoobridge.inbound.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.odoobridge.core.odoo.BinaryReader;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooFailure;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;

/** Binary fields read as the bridge's own user, who must be allowed to see the records. */
public final class OdooBinaries implements BinaryReader {
  private final OdooRpc rpc;

  public OdooBinaries(OdooRpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public byte[] read(String model, int id, String field) throws IOException {
    String what = field + " of " + model + " " + id;
    try {
      JsonNode rows = rpc.call(OdooCall.read(model, List.of(id), List.of(field)));
      JsonNode data = rows.path(0).path(field);
      if (!data.isTextual()) {
        throw new IOException("Odoo has no content for " + what);
      }
      return Base64.getMimeDecoder().decode(data.textValue());
    } catch (OdooFailure e) {
      throw new IOException(what + " cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(what + " came garbled", e);
    }
  }
}
