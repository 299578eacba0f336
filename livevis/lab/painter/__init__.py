"""Training the pocket painter: autoencoder, text encoder and UNet, then few steps out of many."""
