/** Which tables and columns of Northwind are taken over, and under which names; see convert.ts. */
export interface Table {
  readonly name: string;
  readonly from: string;
  /** Target column, source expression, target type. */
  readonly columns: readonly (readonly [string, string, string])[];
  readonly orderBy: string;
}

const day = (column: string): string => `substr(${column}, 1, 10)`;

export const tables: readonly Table[] = [
  {
    name: 'category',
    from: 'Categories',
    columns: [
      ['id', 'CategoryID', 'int'],
      ['name', 'CategoryName', 'text'],
      ['description', 'Description', 'text'],
    ],
    orderBy: 'CategoryID',
  },
  {
    name: 'supplier',
    from: 'Suppliers',
    columns: [
      ['id', 'SupplierID', 'int'],
      ['name', 'CompanyName', 'text'],
      ['country', 'Country', 'text'],
    ],
    orderBy: 'SupplierID',
  },
  {
    name: 'shipper',
    from: 'Shippers',
    columns: [
      ['id', 'ShipperID', 'int'],
      ['name', 'CompanyName', 'text'],
    ],
    orderBy: 'ShipperID',
  },
  {
    name: 'employee',
    from: 'Employees',
    columns: [
      ['id', 'EmployeeID', 'int'],
      ['first_name', 'FirstName', 'text'],
      ['last_name', 'LastName', 'text'],
      ['title', 'Title', 'text'],
      ['reports_to', 'ReportsTo', 'int'],
    ],
    orderBy: 'EmployeeID',
  },
  {
    name: 'customer',
    from: 'Customers',
    columns: [
      ['id', 'CustomerID', 'text'],
      ['company_name', 'CompanyName', 'text'],
      ['contact_name', 'ContactName', 'text'],
      ['contact_title', 'ContactTitle', 'text'],
      ['address', 'Address', 'text'],
      ['city', 'City', 'text'],
      ['region', 'Region', 'text'],
      ['postal_code', 'PostalCode', 'text'],
      ['country', 'Country', 'text'],
      ['phone', 'Phone', 'text'],
      ['fax', 'Fax', 'text'],
    ],
    orderBy: 'CustomerID',
  },
  {
    name: 'product',
    from: 'Products',
    columns: [
      ['id', 'ProductID', 'int'],
      ['name', 'ProductName', 'text'],
      ['supplier_id', 'SupplierID', 'int'],
      ['category_id', 'CategoryID', 'int'],
      ['quantity_per_unit', 'QuantityPerUnit', 'text'],
      ['unit_price', 'cast(UnitPrice as text)', 'numeric'],
      ['units_in_stock', 'UnitsInStock', 'int'],
      ['discontinued', "case Discontinued when '1' then 'true' else 'false' end", 'boolean'],
    ],
    orderBy: 'ProductID',
  },
  {
    name: 'sales_order',
    from: 'Orders',
    columns: [
      ['id', 'OrderID', 'int'],
      ['customer_id', 'CustomerID', 'text'],
      ['employee_id', 'EmployeeID', 'int'],
      ['ordered_on', day('OrderDate'), 'date'],
      ['required_on', day('RequiredDate'), 'date'],
      ['shipped_on', day('ShippedDate'), 'date'],
      ['shipper_id', 'ShipVia', 'int'],
      ['freight', 'cast(Freight as text)', 'numeric'],
      ['ship_name', 'ShipName', 'text'],
      ['ship_address', 'ShipAddress', 'text'],
      ['ship_city', 'ShipCity', 'text'],
      ['ship_region', 'ShipRegion', 'text'],
      ['ship_postal_code', 'ShipPostalCode', 'text'],
      ['ship_country', 'ShipCountry', 'text'],
    ],
    orderBy: 'OrderID',
  },
  {
    name: 'sales_order_line',
    from: '[Order Details]',
    columns: [
      ['order_id', 'OrderID', 'int'],
      ['product_id', 'ProductID', 'int'],
      ['unit_price', 'cast(UnitPrice as text)', 'numeric'],
      ['quantity', 'Quantity', 'int'],
      ['discount', 'cast(Discount as text)', 'numeric'],
    ],
    orderBy: 'OrderID, ProductID',
  },
];
