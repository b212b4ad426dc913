package org.odoobridge.inbound.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.odoobridge.core.odoo.AttachmentReader;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooFailure;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;

/** Attachments read as the bridge's own user, who must be allowed to see what they hang on. */
public final class OdooAttachments implements AttachmentReader {
  private final OdooRpc rpc;

  public OdooAttachments(OdooRpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public byte[] read(int attachment) throws IOException {
    try {
      JsonNode rows =
          rpc.call(OdooCall.read("ir.attachment", List.of(attachment), List.of("datas")));
      JsonNode data = rows.path(0).path("datas");
      if (!data.isTextual()) {
        throw new IOException("Odoo has no content for attachment " + attachment);
      }
      return Base64.getMimeDecoder().decode(data.textValue());
    } catch (OdooFailure e) {
      throw new IOException("attachment " + attachment + " cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException("attachment " + attachment + " came garbled", e);
    }
  }
}
