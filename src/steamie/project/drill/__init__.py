"""The publishing drill: posts fall due, workers are killed, the channel lies; then what we say is compared with what is true."""
