"""The portal's pages: of residents, and of the desk."""
