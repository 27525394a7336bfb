API = {}
BODY_API = {}
api_schema = None
