"""The core, plain Python: shares, quarters, working days, deadlines, wording; dates passed in, reasons passed out."""
