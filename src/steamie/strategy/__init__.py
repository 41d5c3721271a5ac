"""The document as data, and how every clause stands."""
