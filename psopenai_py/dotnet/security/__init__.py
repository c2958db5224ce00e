"""SecureString, credentials, hashes and marshalling."""
