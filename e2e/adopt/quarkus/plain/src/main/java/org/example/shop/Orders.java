package org.example.shop;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

@Path("/order")
public class Orders {
    @GET
    public String order(@QueryParam("pays") String pays) {
        return "ordered, paid by " + ("card".equals(pays) ? "card" : "invoice") + "\n";
    }
}
