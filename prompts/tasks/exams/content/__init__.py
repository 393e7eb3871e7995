"""Banks of facts and sentence parts, and the writer that makes exam questions of them for the mock model."""
